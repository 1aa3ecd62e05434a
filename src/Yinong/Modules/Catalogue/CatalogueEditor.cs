using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Jobs;
using Yinong.Platform.Time;

namespace Yinong.Modules.Catalogue;

/// <summary>What an item shall say from a day on. The clause is the condition of a conditional item, the words of the notice for a red-line item.</summary>
public sealed record NewItemVersion(string Name, string NameEn, Verdict Verdict, string? Clause, long? FeeFen, string? Seller, string? Payee, string? Licence, string Source, DateOnly ValidFrom);

/// <summary>
/// The only writer of the catalogue: a new item, a new version of one. Nothing is overwritten: what was recorded keeps the version of its day.
/// Each needs <c>catalogue:write</c>, which the pages ask for.
/// </summary>
public sealed partial class CatalogueEditor(AppDb db, ProgrammeClock clock, AuditLog audit, ChangeFeed feed)
{
    const long MaxFee = 10_000_000;

    /// <summary>A new item with its first version. The code's letter is that of its kind.</summary>
    public async Task<ServiceItem> AddAsync(string code, ServiceKind kind, NewItemVersion input, CancellationToken cancel = default)
    {
        if (!CodeShape().IsMatch(code) || code[0] != kind.Letter()) throw CatalogueProblems.WrongCode();
        if (await db.ServiceItems.AnyAsync(i => i.Code == code, cancel)) throw CatalogueProblems.CodeTaken();
        Check(kind, input, last: null);
        var item = new ServiceItem { Id = await db.ServiceItems.MaxAsync(i => i.Id, cancel) + 1, Code = code, Kind = kind };
        item.Versions.Add(Make(item, 1, input));
        db.Add(item);
        audit.Record(db, "item.added", $"item:{code}", details: new { after = input });
        await SaveAsync(code, cancel);
        return item;
    }

    /// <summary>A further version; the one before it ends the day before.</summary>
    public async Task<ServiceItemVersion> PublishAsync(string code, NewItemVersion input, CancellationToken cancel = default)
    {
        var item = await db.ServiceItems.Include(i => i.Versions).FirstOrDefaultAsync(i => i.Code == code, cancel) ?? throw CatalogueProblems.UnknownItem();
        var last = item.Versions.MaxBy(v => v.Version)!;
        Check(item.Kind, input, last);
        var before = new { last.Version, last.Name, last.Verdict, last.Clause, last.FeeFen, last.ValidFrom, last.ValidTo };
        last.ValidTo = input.ValidFrom.AddDays(-1);
        var version = Make(item, (short)(last.Version + 1), input);
        item.Versions.Add(version);
        audit.Record(db, "item.published", $"item:{code}", details: new { before, after = input });
        await SaveAsync(code, cancel);
        return version;
    }

    void Check(ServiceKind kind, NewItemVersion input, ServiceItemVersion? last)
    {
        if (input.ValidFrom < clock.Today) throw CatalogueProblems.FromInPast();
        if (last is not null && input.ValidFrom <= last.ValidFrom) throw CatalogueProblems.FromBeforeLast(last.ValidFrom);
        if (last?.Verdict is Verdict.RedLine && input.Verdict is not Verdict.RedLine) throw CatalogueProblems.RedLineStays();
        if (input.Verdict is not Verdict.RedLine && kind is ServiceKind.Public && input.FeeFen != 0) throw CatalogueProblems.PublicIsFree();
        if (input.FeeFen is < 0 or > MaxFee) throw CatalogueProblems.NegativeFee();
        var clauseIsRight = input.Verdict switch
        {
            Verdict.Conditional => !string.IsNullOrWhiteSpace(input.Clause),
            Verdict.RedLine => CatalogueFile.Shipped.Clauses.Any(c => c.Text == input.Clause),
            _ => true,
        };
        if (!clauseIsRight) throw CatalogueProblems.ClauseNeeded(input.Verdict is Verdict.RedLine);
    }

    static ServiceItemVersion Make(ServiceItem item, short version, NewItemVersion input) => new()
    {
        ItemId = item.Id, Version = version, Name = input.Name, NameEn = input.NameEn, Verdict = input.Verdict, Clause = input.Verdict is Verdict.Allowed ? null : input.Clause,
        FeeFen = input.Verdict is Verdict.RedLine ? null : input.FeeFen, Seller = input.Seller, Payee = input.Payee, Licence = input.Licence, Source = input.Source, ValidFrom = input.ValidFrom,
    };

    // Two editors of the same item: the unique index on its versions (or its code) lets one through.
    async Task SaveAsync(string code, CancellationToken cancel)
    {
        feed.Announce(db, ItemCatalogue.Topic, code);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (e.IsTaken("ux_service_item_versions", "service_item_versions.item_id") || e.IsTaken("ux_service_items_code", "service_items.code") || e.IsTaken("service_items_pkey", "service_items.id"))
        {
            throw new DbUpdateConcurrencyException(e.Message, e);
        }
    }

    [GeneratedRegex("^[PCET]-[0-9]{4}$")]
    private static partial Regex CodeShape();
}
