using Yinong.Modules.Catalogue;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Desk;

/// <summary>The answer to one record.</summary>
/// <param name="Id">As sent.</param>
/// <param name="Result"><c>created</c> (durable), <c>known</c> (was there with the same content) or <c>refused</c>.</param>
/// <param name="Problem">Why it was refused.</param>
public readonly record struct RecordAnswer(string? Id, string Result, Problem? Problem);

/// <summary>
/// The only way a service gets recorded, from the phone, the page and the API alike: every record is checked by itself against the registers,
/// the accepted ones are written together, and each gets its own answer.
/// </summary>
public sealed class ServiceDesk(DeskReference reference, ItemCatalogue catalogue, RecordWriter writer, Viewer viewer, AuditActor actor, ProgrammeClock clock, DeskLimits limits, DeskMetrics metrics)
{
    /// <summary>Records each line; answers in the order asked.</summary>
    public async Task<RecordAnswer[]> RecordAsync(IReadOnlyList<ReadLine> lines)
    {
        var stations = await StationsOf(lines);
        var items = await catalogue.AllAsync();
        var answers = new RecordAnswer[lines.Count];
        var rows = new List<ServiceRecord>(lines.Count);
        var places = new List<int>(lines.Count);
        for (var i = 0; i < answers.Length; i++)
        {
            var problem = Check(lines[i], stations, items, out var row);
            if (problem is null)
            {
                rows.Add(row!);
                places.Add(i);
            }
            else answers[i] = new(lines[i].Id, "refused", problem);
        }
        var results = await writer.WriteAsync(rows, actor);
        for (var i = 0; i < results.Length; i++) answers[places[i]] = Answer(lines[places[i]].Id, results[i]);
        foreach (var result in answers.CountBy(a => a.Result)) metrics.Answered(result.Key, result.Value);
        return answers;
    }

    /// <summary>Checks one record without writing it: the row, or the problem that refuses it.</summary>
    public async Task<ServiceRecord> CheckAsync(ReadLine read)
    {
        var problem = Check(read, await StationsOf([read]), await catalogue.AllAsync(), out var row);
        return problem is null ? row! : throw problem;
    }

    static RecordAnswer Answer(string? id, WriteResult result) => result switch
    {
        WriteResult.Created => new(id, "created", null),
        WriteResult.Known => new(id, "known", null),
        _ => new(id, "refused", DeskProblems.Conflict()),
    };

    async Task<IReadOnlyDictionary<string, StationRef>?> StationsOf(IReadOnlyList<ReadLine> lines)
    {
        HashSet<string>? missing = null;
        foreach (var line in lines)
            if (line.Line is { } read && reference.Find(read.Station) is null)
                (missing ??= []).Add(read.Station);
        return missing is null ? null : await reference.LoadAsync(missing);
    }

    /// <summary>Null when the record may be written; then <paramref name="row"/> is it.</summary>
    Problem? Check(ReadLine read, IReadOnlyDictionary<string, StationRef>? loaded, IReadOnlyDictionary<string, ServiceItem> items, out ServiceRecord? row)
    {
        row = null;
        if (read.Line is not { } line) return DeskProblems.Invalid(read.Errors!);
        var station = reference.Find(line.Station) ?? loaded?.GetValueOrDefault(line.Station);
        if (station is null || !InReach(station, line.Station)) return DeskProblems.StationUnknown();
        if (line.ServedAt > clock.UtcNow.AddMinutes(limits.ClockAheadMinutes)) return DeskProblems.Future();
        var day = ProgrammeClock.DayOf(line.ServedAt);
        if (!station.ServedOn(day)) return DeskProblems.StationNotOperating(day);
        if (station.Officer(line.Officer) is not { } officer || !officer.OnPost(day)) return DeskProblems.OfficerNotOnPost(day);
        if (officer.Paused(day)) return DeskProblems.OfficerPaused(day);
        if (!officer.Certified(day)) return DeskProblems.CertificateInvalid(day);
        if (!items.TryGetValue(line.Item, out var item) || ItemCatalogue.VersionOn(item, day) is not { } version) return DeskProblems.ItemUnknown();
        if (version.Verdict == Verdict.RedLine) return DeskProblems.RedLine(version);
        row = Row(line, station, officer, item, version);
        return null;
    }

    bool InReach(StationRef station, string number) =>
        (viewer.ClientStation is null || viewer.ClientStation == number)
        && station.Division >= viewer.Reach.From && station.Division <= viewer.Reach.To
        && (viewer.Reach.Organisation is null || viewer.Reach.Organisation == station.Organisation);

    static ServiceRecord Row(RecordLine line, StationRef station, OfficerRef officer, ServiceItem item, ServiceItemVersion version) => new()
    {
        Id = line.Id,
        StationId = station.Id,
        OfficerId = officer.Id,
        ItemId = item.Id,
        ItemVersion = version.Version,
        Kind = item.Kind,
        Division = station.Division,
        PersonTimes = line.PersonTimes,
        IsGroup = line.Group,
        Channel = line.Channel,
        ServedAt = line.ServedAt,
        AmountFen = line.AmountFen,
        Provider = line.Provider,
        OrderNumber = line.OrderNumber,
        Confirmation = line.Confirmation,
        ConfirmationReference = line.ConfirmationReference,
        Outcome = line.Outcome,
        Note = line.Note,
    };
}
