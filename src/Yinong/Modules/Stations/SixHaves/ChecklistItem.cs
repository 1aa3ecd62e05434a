using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Yinong.Modules.Stations.SixHaves;

/// <summary>What kind of answer an item wants.</summary>
[JsonConverter(typeof(ItemTypeConverter))]
public enum ItemType
{
    [Display(Name = "是或否")] YesNo,
    [Display(Name = "数值")] Number,
    [Display(Name = "实测值")] Measured,
    [Display(Name = "照片")] Photo,
    [Display(Name = "材料（PDF或照片）")] Document,
}

/// <summary>Written as in the files: yes-no, number, measured, photo, document.</summary>
sealed class ItemTypeConverter() : JsonStringEnumConverter<ItemType>(System.Text.Json.JsonNamingPolicy.KebabCaseLower);

/// <summary>One thing that is looked at.</summary>
/// <param name="Code">Stable; never used for something else.</param>
/// <param name="Type">Kind of answer.</param>
/// <param name="Name">What is asked.</param>
/// <param name="NameEn">The same in English.</param>
/// <param name="Required">Whether the station fails without it.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="EffectiveFrom">Since when it is asked.</param>
public sealed record ChecklistItem(string Code, ItemType Type, string Name, string NameEn, bool Required, string Source, DateOnly EffectiveFrom)
{
    /// <summary>For numbers and measured values: the least that is enough.</summary>
    public decimal? Minimum { get; init; }

    public string? Unit { get; init; }

    public string? UnitEn { get; init; }

    /// <summary>After how many days the evidence is too old; null: never.</summary>
    public int? MaxAgeDays { get; init; }

    /// <summary>A starting value of this project, no rule of the ministry.</summary>
    public bool Default { get; init; }

    /// <summary>The rule of the living acceptance that watches its value.</summary>
    public string? Rule { get; init; }

    /// <summary>Added by the province.</summary>
    public bool Provincial { get; init; }

    /// <summary>Whether it is answered by files.</summary>
    [JsonIgnore]
    public bool IsFile => Type is ItemType.Photo or ItemType.Document;

    /// <summary>Whether it is answered by a number.</summary>
    [JsonIgnore]
    public bool IsNumber => Type is ItemType.Number or ItemType.Measured;

    public string NameIn(bool english) => english ? NameEn : Name;

    public string? UnitIn(bool english) => english ? UnitEn ?? Unit : Unit;
}

/// <summary>One of the six, with its items.</summary>
public sealed record Have(string Code, string Name, string NameEn, IReadOnlyList<ChecklistItem> Items)
{
    public string NameIn(bool english) => english ? NameEn : Name;
}

/// <summary>What a station is held against on a day: the national minimum with what the province asks besides. Kept whole with each inspection.</summary>
/// <param name="Edition">E.g. <c>2018.1</c>, with an edition of Shandong <c>2018.1+37-2</c>.</param>
/// <param name="Haves">The six.</param>
public sealed record Checklist(string Edition, IReadOnlyList<Have> Haves)
{
    [JsonIgnore]
    public IEnumerable<ChecklistItem> Items => Haves.SelectMany(h => h.Items);

    public ChecklistItem? Find(string code) => Items.FirstOrDefault(i => i.Code == code);

    public Have HaveOf(string item) => Haves.First(h => h.Items.Any(i => i.Code == item));
}
