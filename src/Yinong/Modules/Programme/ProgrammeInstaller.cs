using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Stations;
using Yinong.Platform.Database;
using Yinong.Platform.Texts;

namespace Yinong.Modules.Programme;

/// <summary>
/// Writes the programme of the notice into a database that has divisions and no programme: cohorts, rollouts, targets, rosters by rule. Once; afterwards
/// only people change it.
/// </summary>
public static class ProgrammeInstaller
{
    const string Actor = "system";

    /// <summary>Whether a programme is there.</summary>
    public static async Task<bool> IsInstalledAsync(SqlDatabase database, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "select 1 from programmes limit 1";
        return await command.ExecuteScalarAsync(cancel) is not null;
    }

    /// <summary>Installs unless it is there. Throws <see cref="InvalidDataException"/> when a roster of the whole list has another size than the file says.</summary>
    /// <returns>Whether it had to install.</returns>
    public static async Task<bool> InstallAsync(AppDb db, InstalledList divisions, TimeProvider time, CancellationToken cancel = default)
    {
        if (await db.Programmes.AnyAsync(cancel)) return false;
        var file = ProgrammeFile.Read();
        var now = time.GetUtcNow().UtcDateTime;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.Nationwide().Programmes.Add(new()
        {
            Code = file.Code,
            Name = file.Name,
            NameEn = file.NameEn,
            DocumentNumber = file.Document.Number,
            DocumentTitle = file.Document.Title,
            DocumentIssuer = file.Document.Issuer,
            DocumentDate = file.Document.Date,
        });
        await db.SaveChangesAsync(cancel);
        db.Cohorts.AddRange(file.Cohorts.Select(c => CohortOf(file.Code, c)));
        AddParameters(db, file);
        await db.SaveChangesAsync(cancel);
        var rosters = await AddRostersAsync(db, file, divisions, now, cancel);
        foreach (var province in file.Provinces) AddProvince(db, file, province, rosters, now);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    static Cohort CohortOf(string programme, ProgrammeFile.CohortLine line) => new()
    {
        Programme = programme,
        Code = line.Code,
        Name = line.Name,
        NameEn = line.NameEn,
        Regime = line.Regime,
        EntryYear = line.EntryYear,
        ZeroDay = line.Clock?.Zero,
        FirstDay = line.Clock?.From,
        LastDay = line.Clock?.To,
        Sentence = line.Sentence,
        Source = line.Source,
    };

    // Defaults of the product, marked as such: the notice sets neither.
    static void AddParameters(AppDb db, ProgrammeFile file)
    {
        foreach (var (name, value) in new[] { (ProgrammeParameter.SilentAfterDays, LivenessRules.Current.SilentAfterDays), (ProgrammeParameter.SustainablePercent, 90) })
            db.ProgrammeParameters.Add(new() { Programme = file.Code, Division = 0, Name = name, Value = value, EffectiveFrom = new(2018, 1, 1), Source = "default" });
    }

    static async Task<Dictionary<long, VillageRoster>> AddRostersAsync(AppDb db, ProgrammeFile file, InstalledList divisions, DateTime now, CancellationToken cancel)
    {
        var rule = file.RosterRules.Single(r => r.Code == VillageRoster.ByRule);
        var sizes = await RosterRuleSizes.ByProvinceAsync(db, divisions.AsOf, cancel);
        if (divisions is { Edition: { } edition, Provinces.Count: 0 }) CheckSizes(file, $"{edition}", sizes);
        var rosters = new Dictionary<long, VillageRoster>();
        foreach (var (province, size) in sizes)
        {
            var roster = new VillageRoster { Programme = file.Code, Division = province, Rule = rule.Code, AsOf = divisions.AsOf, Source = $"{divisions.Source}; {rule.Source}", Size = size, MadeAt = now, Actor = Actor };
            rosters[province] = roster;
            db.VillageRosters.Add(roster);
        }
        await db.SaveChangesAsync(cancel);
        return rosters;
    }

    static void CheckSizes(ProgrammeFile file, string edition, Dictionary<long, int> sizes)
    {
        foreach (var line in file.Provinces)
            if (line.Roster.Villages.TryGetValue(edition, out var wanted) && sizes.GetValueOrDefault(DivisionCode.Parse(line.Division).Value) is var found && found != wanted)
                throw new InvalidDataException($"programme.json: the roster of {line.Division} has {wanted} villages by edition {edition}, the installed list gives {found}.");
    }

    static void AddProvince(AppDb db, ProgrammeFile file, ProgrammeFile.ProvinceLine line, Dictionary<long, VillageRoster> rosters, DateTime now)
    {
        var division = DivisionCode.Parse(line.Division).Value;
        db.Rollouts.Add(new() { Programme = file.Code, Division = division, Cohort = line.Cohort, Source = line.Source });
        db.Targets.Add(new()
        {
            Programme = file.Code,
            Division = division,
            Regime = file.Cohorts.Single(c => c.Code == line.Cohort).Regime,
            Stations = line.TargetStations,
            Coverage = line.TargetCoverage is { } share ? (int)(share * 10_000) : null,
            Document = line.TargetDocument,
            DocumentDate = line.TargetDocument == file.Document.Number ? file.Document.Date : null,
            RosterId = rosters.GetValueOrDefault(division)?.Id,
            Own = false,
            MadeAt = now,
            Actor = Actor,
        });
        if (line.ImpliedVillages is { } implied)
            db.RosterComparisons.Add(new() { Programme = file.Code, Division = division, Basis = RosterComparison.Implied, Size = implied, Source = file.ImpliedVillagesNote.Cut(300) });
        foreach (var (edition, day) in file.RosterRules.Single(r => r.Code == line.Roster.Rule).Editions)
            if (day != rosters.GetValueOrDefault(division)?.AsOf)
                db.RosterComparisons.Add(new() { Programme = file.Code, Division = division, Basis = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Size = line.Roster.Villages[edition], Source = $"data-sources/divisions, edition {edition}" });
    }
}

/// <summary>How many villages the rule finds in each province, asked of the table.</summary>
static class RosterRuleSizes
{
    public static async Task<Dictionary<long, int>> ByProvinceAsync(AppDb db, DateOnly day, CancellationToken cancel)
    {
        var width = DivisionCode.WidthOf(DivisionLevel.Province);
        var found = await db.Divisions
            .Where(d => (d.Kind == VillageKind.Villagers || d.Kind == VillageKind.VillagersLike) && (d.ValidFrom == null || d.ValidFrom <= day) && (d.ValidTo == null || d.ValidTo >= day))
            .GroupBy(d => d.Code / width).Select(g => new { Province = g.Key, Size = g.Count() }).ToListAsync(cancel);
        return found.ToDictionary(f => f.Province * width + (int)DivisionLevel.Province, f => f.Size);
    }
}
