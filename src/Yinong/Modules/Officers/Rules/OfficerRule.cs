using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yinong.Modules.Officers.Rules;

/// <summary>How an item of the rule is given.</summary>
public enum RuleKind
{
    Number,
    Choice,
}

/// <summary>A value that a choice may take.</summary>
public sealed record RuleOption(string Code, string Name, string NameEn)
{
    public string NameIn(bool english) => english ? NameEn : Name;
}

/// <summary>A word of a list with its place in the order.</summary>
public sealed record Schooling(string Code, int Rank, string Name, string NameEn)
{
    public string NameIn(bool english) => english ? NameEn : Name;
}

/// <summary>
/// One thing that a rule says. Value: what holds where a province says nothing, null: nothing. Default: no document orders it, it is a starting value of the project. Optional: it may be left
/// unset.
/// </summary>
public sealed record RuleItem(string Code, RuleKind Kind, string Name, string NameEn, string? Value, int Least, int Most, string? Unit, string? UnitEn, RuleOption[]? Options, bool Optional, bool Default, string Source, DateOnly EffectiveFrom)
{
    public string NameIn(bool english) => english ? NameEn : Name;

    /// <summary>A value in words; null: unset.</summary>
    public string? Say(string? value, bool english) => string.IsNullOrEmpty(value) ? null
        : Kind is RuleKind.Choice ? Options!.FirstOrDefault(o => o.Code == value)?.NameIn(english) ?? value : english ? $"{value} {UnitEn}" : value + Unit;

    /// <summary>Whether it may be given.</summary>
    public bool Takes(string? value) => string.IsNullOrEmpty(value) ? Optional
        : Kind is RuleKind.Choice ? Options!.Any(o => o.Code == value) : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= Least && number <= Most;
}

/// <summary>What holds at a place on a day, by the codes of officer-rules.json.</summary>
/// <param name="Edition">National edition, and the province's when it has one: 2018-1+37-2.</param>
/// <param name="Values">By code; what is unset is missing.</param>
public sealed record OfficerRule(string Edition, IReadOnlyDictionary<string, string> Values)
{
    public string MinSchooling => Values["min-schooling"];

    public bool MustReside => Values["residence"] == "required";

    public bool NeedsDocuments => Values["documents"] == "required";

    public int? MinAge => NumberOrNone("min-age");

    public int? MaxAge => NumberOrNone("max-age");

    public int PublicityDays => Number("publicity-days");

    public int RetentionDays => Number("retention-days");

    public int RenewalDays => Number("renewal-days");

    public int LeaveDays => Number("leave-days");

    public int NoticeDays => Number("notice-days");

    public int AppealDays => Number("appeal-days");

    /// <summary>Last day of a term that begins on the given one.</summary>
    public DateOnly TermEnd(DateOnly from) => from.AddYears(Number("term-years")).AddDays(-1);

    public int Number(string code) => NumberOrNone(code) ?? throw new InvalidOperationException($"The rule {Edition} lacks {code}.");

    int? NumberOrNone(string code) => Values.TryGetValue(code, out var value) ? int.Parse(value, CultureInfo.InvariantCulture) : null;
}

/// <summary>officer-rules.json, compiled into the program.</summary>
public static class NationalOfficerRule
{
    static readonly Shape File = Load();

    public static IReadOnlyList<RuleItem> Items => File.Items;

    public static IReadOnlyList<Schooling> Schoolings => File.Schooling;

    /// <summary>Who is preferred at equal conditions.</summary>
    public static IReadOnlyList<RuleOption> Preferred => File.Preferred;

    /// <summary>Reasons of a measure that speak against an assessment.</summary>
    public static IReadOnlyList<string> Failing => File.Failing;

    public static OfficerRule Current { get; } = new(File.Edition, File.Items.Where(i => i.Value is not null).ToDictionary(i => i.Code, i => i.Value!));

    public static RuleItem? Find(string? code) => Items.FirstOrDefault(i => i.Code == code);

    public static Schooling? FindSchooling(string? code) => Schoolings.FirstOrDefault(s => s.Code == code);

    /// <summary>For what personal data is asked, for the form.</summary>
    public static string Purposes(bool english) => english ? File.Purposes.En : File.Purposes.Zh;

    static Shape Load()
    {
        using var file = typeof(NationalOfficerRule).Assembly.GetManifestResourceStream("data-sources/officers/officer-rules.json") ?? throw new InvalidDataException("officer-rules.json is not compiled in.");
        return JsonSerializer.Deserialize<Shape>(file, new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } })!;
    }

    sealed record Shape(string Edition, Schooling[] Schooling, RuleOption[] Preferred, string[] Failing, Words Purposes, RuleItem[] Items);

    sealed record Words(string Zh, string En);
}
