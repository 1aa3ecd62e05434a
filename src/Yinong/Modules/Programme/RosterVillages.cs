using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;

namespace Yinong.Modules.Programme;

/// <summary>Which villages stand on the rosters in force. Singleton; made anew when a roster or the list of divisions changes.</summary>
public sealed class RosterVillages(ProgrammeShelf shelf, DivisionTree tree, IServiceScopeFactory scopes)
{
    volatile Marked? _marked;

    /// <summary>Villages on the roster below a place (or the place itself, when it is a village).</summary>
    public async Task<int> CountAsync(string programme, DivisionCode below) => (await MarkedAsync(programme)).Count(below);

    /// <summary>The villages on the roster below a place, in the order of their codes.</summary>
    public async Task<IReadOnlyList<DivisionCode>> ListAsync(string programme, DivisionCode below) => (await MarkedAsync(programme)).Villages(below);

    internal async ValueTask<Marked> MarkedAsync(string programme)
    {
        var book = await shelf.GetAsync(programme);
        var list = tree.List;
        if (_marked is { } known && known.Book == book && known.List == list) return known;
        var bits = new UnitBits(list.Count);
        foreach (var roster in book.Rosters.Values)
        {
            if (roster.Rule == VillageRoster.Explicit) await MarkListedAsync(bits, list, roster);
            else MarkByRule(bits, list, roster);
        }
        return _marked = new(book, list, bits);
    }

    static void MarkByRule(UnitBits bits, DivisionList list, VillageRoster roster)
    {
        var province = list.IndexOf(new(roster.Division));
        if (province < 0) return;
        for (var unit = province; unit < list.EndOf(province); unit++)
            if (VillageKinds.Of(list.CodeAt(unit)).IsAdministrativeVillage() && list.IsValid(unit, roster.AsOf)) bits.Set(unit);
    }

    async Task MarkListedAsync(UnitBits bits, DivisionList list, VillageRoster roster)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>().Nationwide();
        await foreach (var village in db.VillageRosterUnits.Where(u => u.RosterId == roster.Id).Select(u => u.Division).AsAsyncEnumerable())
            if (list.IndexOf(new(village)) is >= 0 and var unit) bits.Set(unit);
    }

    /// <summary>The rosters over one state of the list.</summary>
    internal sealed record Marked(ProgrammeBook Book, DivisionList List, UnitBits Bits)
    {
        public bool Has(DivisionCode village) => List.IndexOf(village) is >= 0 and var unit && Bits.Has(unit);

        public int Count(DivisionCode below)
        {
            var (from, to) = RangeOf(below);
            return Bits.Count(from, to);
        }

        public List<DivisionCode> Villages(DivisionCode below)
        {
            var (from, to) = RangeOf(below);
            var villages = new List<DivisionCode>();
            for (var unit = from; unit < to; unit++)
                if (Bits.Has(unit)) villages.Add(List.CodeAt(unit));
            return villages;
        }

        /// <summary>Positions of a subtree.</summary>
        public (int From, int To) RangeOf(DivisionCode below)
        {
            if (below == DivisionCode.Nation) return (0, List.Count);
            var unit = List.IndexOf(below);
            return unit < 0 ? (0, 0) : (unit, List.EndOf(unit));
        }
    }
}
