using System.Text.Json;

namespace Yinong.Modules.Programme;

/// <summary>What the notice says, as data: <c>data-sources/programme-2018/programme.json</c>. Its README explains every key.</summary>
sealed record ProgrammeFile(
    string Code, string Name, string NameEn, ProgrammeFile.Paper Document, IReadOnlyList<ProgrammeFile.CohortLine> Cohorts,
    IReadOnlyList<ProgrammeFile.ProvinceLine> Provinces, IReadOnlyList<ProgrammeFile.Place> MaySelfRun, IReadOnlyList<ProgrammeFile.RosterRule> RosterRules, string ImpliedVillagesNote)
{
    public sealed record Paper(string Number, string Title, string Issuer, DateOnly Date);

    public sealed record CohortLine(string Code, string Name, string NameEn, string Regime, int? EntryYear, Clock? Clock, string Source, string Sentence);

    public sealed record Clock(DateOnly Zero, DateOnly From, DateOnly To);

    public sealed record ProvinceLine(string Division, string Name, string Cohort, int? TargetStations, decimal? TargetCoverage, string TargetDocument, string Source, int? ImpliedVillages, Roster Roster);

    public sealed record Roster(string Rule, int Edition, IReadOnlyDictionary<string, int> Villages);

    public sealed record Place(string Division, string Name);

    public sealed record RosterRule(string Code, string Source, IReadOnlyDictionary<string, DateOnly> Editions);

    public static ProgrammeFile Read()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "data-sources", "programme-2018", "programme.json"));
        return JsonSerializer.Deserialize<ProgrammeFile>(file, JsonSerializerOptions.Web)!;
    }
}
