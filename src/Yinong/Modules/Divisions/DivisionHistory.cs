using Microsoft.EntityFrameworkCore;
using Yinong.Database;

namespace Yinong.Modules.Divisions;

/// <summary>The tree as it was on a day: units that existed then, under the names of then. Rarely asked, so the names come from the database.</summary>
sealed class DivisionHistory(AppDb db, DivisionTree tree)
{
    public async Task<DivisionBody> UnitAsync(DivisionCode code, DateOnly day)
    {
        var path = await NamedAsync([.. code.Path()], day);
        if (code == DivisionCode.Nation) return new("00", DivisionTree.NationName, "nation", null, null, [], null, null, null, null);
        if (path.Count == 0 || path[^1].Code != code) throw DivisionProblems.Unknown(code.ToString());
        var row = await db.Divisions.AsNoTracking().SingleAsync(d => d.Code == code.Value);
        return new(code.ToString(), path[^1].Name, DivisionCode.LevelName(code.Level), code.Parent.ToString(), VillageKinds.Of(code).Code(),
            [.. path.Select(p => new DivisionStep(p.Code.ToString(), p.Name))], path[^1].ValidFrom, path[^1].ValidTo, row.UrbanRural, row.SucceededBy is { } s ? new DivisionCode(s).ToString() : null);
    }

    public async Task<DivisionItems> ChildrenAsync(DivisionCode of, DateOnly day)
    {
        if (of != DivisionCode.Nation && (await NamedAsync([of], day)).Count == 0) throw DivisionProblems.Unknown(of.ToString());
        var children = await NamedAsync(ChildCodes(of), day);
        return new([.. children.Select(c => new DivisionItem(c.Code.ToString(), c.Name, DivisionCode.LevelName(c.Code.Level), of.ToString(), c.Kind.Code(), null))], null);
    }

    // Every code that ever stood below, whatever the day.
    List<DivisionCode> ChildCodes(DivisionCode of)
    {
        var list = tree.List;
        var codes = new List<DivisionCode>();
        var parent = of == DivisionCode.Nation ? -1 : list.IndexOf(of);
        var end = parent < 0 ? list.Count : list.EndOf(parent);
        for (var unit = parent + 1; unit < end; unit = list.EndOf(unit)) codes.Add(list.CodeAt(unit));
        return codes;
    }

    async Task<List<DivisionInfo>> NamedAsync(List<DivisionCode> codes, DateOnly day)
    {
        var values = codes.ConvertAll(c => c.Value);
        var rows = await db.Divisions.AsNoTracking().Where(d => values.Contains(d.Code)).ToListAsync();
        var former = (await db.FormerDivisions.AsNoTracking().Where(f => values.Contains(f.Code) && f.ValidTo >= day && (f.ValidFrom == null || f.ValidFrom <= day)).ToListAsync())
            .ToLookup(f => f.Code);
        var found = new List<DivisionInfo>();
        foreach (var row in rows.OrderBy(r => r.Code))
        {
            var was = former[row.Code].OrderBy(f => f.ValidTo).FirstOrDefault();
            var lives = (row.ValidFrom is null || row.ValidFrom <= day) && (row.ValidTo is null || row.ValidTo >= day);
            if (was is not null) found.Add(new(new(row.Code), was.Name, was.ValidFrom ?? (lives ? row.ValidFrom : null), lives ? row.ValidTo : was.ValidTo));
            else if (lives) found.Add(new(new(row.Code), row.Name, row.ValidFrom, row.ValidTo));
        }
        return found;
    }
}
