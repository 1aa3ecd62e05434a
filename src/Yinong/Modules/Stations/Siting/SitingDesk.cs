using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;
using Yinong.Platform.Texts;
using Yinong.Platform.Time;

namespace Yinong.Modules.Stations.Siting;

/// <summary>What somebody asks for.</summary>
/// <param name="County">6-digit code.</param>
/// <param name="RadiusMetres">How far a station serves.</param>
/// <param name="Sites">How many new ones at most.</param>
/// <param name="PoorWeight">Percent that a person of a poor village counts.</param>
/// <param name="Facilities">Codes of villages with another facility that serves, one a line.</param>
public sealed record SitingInput(string? County, int? RadiusMetres, int? Sites, int? PoorWeight, string? Facilities);

/// <summary>The only writer of siting plans, but for the worker that works them out: asking, stopping, and turning a plan into planned stations, once.</summary>
public sealed class SitingDesk(AppDb db, Viewer viewer, VillageFacts facts, DivisionTree tree, StationRegister register, SitingWorker worker, ProgrammeClock clock, TimeProvider time, AuditLog audit, AuditActor actor)
{
    /// <summary>Whether the viewer makes plans: the authority that reviews stations.</summary>
    public bool MayPlan => viewer.Has(Permission.StationsReview) && viewer.Reach.Organisation is null;

    /// <summary>Asks for a plan; it is worked out beside the requests. Throws 403, 409 while another one of the county is, 400 with the field.</summary>
    public async Task<SitingPlan> AskAsync(SitingInput input, CancellationToken cancel = default)
    {
        if (!MayPlan) throw SitingProblems.NotYours();
        var rules = SitingRules.Current;
        if (!DivisionCode.TryParse(input.County?.Trim(), out var county) || county.Level is not DivisionLevel.County || !viewer.Reach.Contains(county) || !tree.Exists(county)) throw SitingProblems.UnknownCounty();
        if (!rules.RadiusMetres.Allows(input.RadiusMetres)) throw SitingProblems.OutOfBounds("RadiusMetres", rules.RadiusMetres);
        if (!rules.Sites.Allows(input.Sites)) throw SitingProblems.OutOfBounds("Sites", rules.Sites);
        if (!rules.PoorWeight.Allows(input.PoorWeight)) throw SitingProblems.OutOfBounds("PoorWeight", rules.PoorWeight);
        var facilities = FacilitiesOf(input.Facilities, county);
        if (await db.SitingPlans.AnyAsync(p => p.Division == county.Value && (p.State == SitingState.Waiting || p.State == SitingState.Running), cancel)) throw SitingProblems.Busy();
        var plan = new SitingPlan
        {
            Division = county.Value, RadiusMetres = input.RadiusMetres!.Value, Sites = input.Sites!.Value, PoorWeight = input.PoorWeight!.Value, State = SitingState.Waiting,
            Facilities = JsonSerializer.Serialize(facilities), InputsHash = "", Solver = CoverSolver.Name, MadeAt = time.GetUtcNow().UtcDateTime, MadeBy = actor.Actor, Version = 1,
        };
        var villages = await FillAsync(plan, facilities, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.Add(plan);
        await db.SaveChangesAsync(cancel);
        foreach (var village in villages) village.PlanId = plan.Id;
        db.AddRange(villages);
        audit.Record(db, "siting.asked", $"siting:{plan.Id}", plan.Division, new { plan.RadiusMetres, plan.Sites, plan.PoorWeight, plan.Villages, plan.InputsHash });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        worker.Call();
        return plan;
    }

    /// <summary>Ends the search; what was found by then is kept. Throws 403, 404, 409.</summary>
    public async Task StopAsync(int id, CancellationToken cancel = default)
    {
        if (!MayPlan) throw SitingProblems.NotYours();
        var plan = await db.SitingPlans.FirstOrDefaultAsync(p => p.Id == id, cancel) ?? throw Problem.NotFound();
        if (plan.State is not (SitingState.Waiting or SitingState.Running)) throw SitingProblems.NotRunning();
        audit.Record(db, "siting.stopped", $"siting:{id}", plan.Division);
        await db.SaveChangesAsync(cancel);
        await db.SitingPlans.Where(p => p.Id == id).ExecuteUpdateAsync(p => p.SetProperty(x => x.StopAsked, true), cancel);
    }

    /// <summary>
    /// Enters a planned station in every chosen village that has none by now, with the reason, all or none, once. Throws 403, 404, 409. Answers how many.
    /// </summary>
    public async Task<int> PlanAsync(int id, string? type, string? hostClass, long version, CancellationToken cancel = default)
    {
        if (!MayPlan) throw SitingProblems.NotYours();
        var plan = await db.SitingPlans.FirstOrDefaultAsync(p => p.Id == id, cancel) ?? throw Problem.NotFound();
        if (plan.PlannedAt is not null || plan.Version != version) throw SitingProblems.PlannedAlready();
        if (plan.State is not (SitingState.Done or SitingState.Stopped) || plan.Objective is null) throw SitingProblems.NotDone();
        var chosen = await db.SitingVillages.Where(v => v.PlanId == id && v.Role == SiteRole.Chosen).OrderBy(v => v.Rank).ToListAsync(cancel);
        if (chosen.Count == 0) throw SitingProblems.NothingChosen();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var codes = chosen.ConvertAll(v => v.Division);
        var taken = (await db.Stations.IgnoreQueryFilters([ModelConventions.OrganisationFilter]).Where(s => codes.Contains(s.Division) && s.State < StationState.Exited).Select(s => s.Division).ToListAsync(cancel)).ToHashSet();
        var made = 0;
        foreach (var village in chosen.Where(v => !taken.Contains(v.Division)))
        {
            var place = new DivisionCode(village.Division);
            var station = await register.EnterAsync(new(string.Format(System.Globalization.CultureInfo.InvariantCulture, SitingRules.Current.StationName, tree.Name(place)), place.ToString(), type ?? "", hostClass ?? "", village.Poor, null, null, null)
            {
                Reason = village.Reason,
            }, StationState.Planned, clock.Today, cancel);
            village.StationId = station.Id;
            made++;
        }
        (plan.PlannedAt, plan.PlannedBy, plan.Version) = (time.GetUtcNow().UtcDateTime, actor.Actor, version + 1);
        audit.Record(db, "siting.planned", $"siting:{id}", plan.Division, new { stations = made, alreadyThere = chosen.Count - made });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return made;
    }

    /// <summary>Takes in what goes into a plan: the villages as they are known and stand now, and what is said of them.</summary>
    internal async Task<List<SitingVillage>> FillAsync(SitingPlan plan, IReadOnlyCollection<long> facilities, CancellationToken cancel)
    {
        var villages = await VillagesAsync(plan, facilities, cancel);
        plan.InputsHash = HashOf(plan, villages);
        (plan.Villages, plan.People) = (villages.Count, villages.Sum(v => (long)v.Population));
        return villages;
    }

    async Task<List<SitingVillage>> VillagesAsync(SitingPlan plan, IReadOnlyCollection<long> facilities, CancellationToken cancel)
    {
        var county = new DivisionCode(plan.Division);
        var all = await facts.OfAsync(county, cancel);
        var known = all.Where(v => v.Known is { Population: not null, LatitudeMicro: not null, LongitudeMicro: not null }).ToList();
        if (known.Count == 0) throw SitingProblems.NothingKnown();
        if (known.Count > SitingRules.Current.MostVillages) throw SitingProblems.TooMany(SitingRules.Current.MostVillages);
        plan.UnknownVillages = all.Count - known.Count;
        // Planned ones too: who plans again does not plan the same village twice.
        var stations = (await db.Stations.IgnoreQueryFilters([ModelConventions.OrganisationFilter]).Where(s => s.Division >= county.From && s.Division <= county.To && s.State < StationState.Exited).Select(s => s.Division).Distinct().ToListAsync(cancel)).ToHashSet();
        return [.. known.Select(v => new SitingVillage
        {
            Division = v.Village.Code.Value, Population = v.Known!.Population!.Value, Poor = v.Known.Poor == true, LatitudeMicro = v.Known.LatitudeMicro!.Value, LongitudeMicro = v.Known.LongitudeMicro!.Value,
            Role = stations.Contains(v.Village.Code.Value) ? SiteRole.Station : facilities.Contains(v.Village.Code.Value) ? SiteRole.Facility : SiteRole.None,
        })];
    }

    static List<long> FacilitiesOf(string? typed, DivisionCode county)
    {
        var codes = new List<long>();
        foreach (var line in (typed ?? "").Split(['\n', '\r', ' ', ',', '\uFF0C', '\u3001'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct())
            codes.Add(DivisionCode.TryParse(PlainText.Digits(line), out var code) && code.Level is DivisionLevel.Village && county.Contains(code) ? code.Value : throw SitingProblems.UnknownFacility(line));
        return codes;
    }

    static string HashOf(SitingPlan plan, IEnumerable<SitingVillage> villages)
    {
        var text = new StringBuilder($"{plan.RadiusMetres} {plan.Sites} {plan.PoorWeight}\n");
        foreach (var v in villages.OrderBy(v => v.Division)) text.Append($"{v.Division} {v.Population} {v.Poor} {v.LatitudeMicro} {v.LongitudeMicro} {v.Role}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
