using Yinong.Platform.Problems;

namespace Yinong.Modules.Divisions.Import;

/// <summary>A later list beside the installed one: what to look at before anything is changed.</summary>
/// <param name="File">What was read.</param>
/// <param name="Installed">The list that it was compared with.</param>
/// <param name="Changes">In the order of the codes; empty when the file has faults.</param>
/// <param name="Faults">Of the file and of its fit to the installed list.</param>
public sealed record DivisionReview(DivisionFile File, InstalledList Installed, IReadOnlyList<DivisionChange> Changes, IReadOnlyList<FileFault> Faults)
{
    public int CountOf(ChangeKind kind) => Changes.Count(c => c.Kind == kind);

    public int CountOf(ChangeKind kind, DivisionLevel level) => Changes.Count(c => c.Kind == kind && c.Code.Level == level);

    /// <summary>Units that are gone and whose successor is sure enough to be written.</summary>
    public int SureSuccessors => Changes.Count(c => c.IsSure);

    /// <summary>Units that are gone and for which only a similar name was found.</summary>
    public int LikelySuccessors => Changes.Count(c => c.Basis == SuccessorBasis.Similar);

    /// <summary>Throws when the file may not be applied.</summary>
    public void DemandFaultless()
    {
        if (Faults.Count > 0) throw FileProblems.Faulty(Faults.Count);
        if (Changes.Count == 0) throw FileProblems.NothingChanges();
    }

    /// <summary>Reads and compares. Nothing is changed. What is no list at all throws a <see cref="Problem"/>.</summary>
    // only: the provinces that the file speaks of; empty: all of the installed list.
    internal static async Task<DivisionReview> OfAsync(Stream stream, string name, DivisionList list, InstalledList installed, IReadOnlyCollection<DivisionCode> only, CancellationToken cancel)
    {
        var file = await DivisionFile.ReadAsync(stream, name, cancel);
        var faults = file.Faults.ToList();
        if (faults.Count == 0) faults.AddRange(Unfit(file, list, only));
        return new(file, installed, faults.Count == 0 ? DivisionDiff.Of(list, file) : [], faults);
    }

    // A list that lacks a province is far more often cut off or a part than the end of a province.
    static IEnumerable<FileFault> Unfit(DivisionFile file, DivisionList list, IReadOnlyCollection<DivisionCode> only)
    {
        var provinces = file.Provinces.ToHashSet();
        if (only.Count > 0)
        {
            foreach (var unexpected in provinces.Where(p => !only.Contains(p)))
                yield return new(file.Units.First(u => u.Code == unexpected).Line, "code", FileProblems.ProvinceUnexpected(unexpected.ToString()));
        }
        for (var unit = 0; unit < list.Count; unit = list.EndOf(unit))
        {
            var code = list.CodeAt(unit);
            if (list.ValidTo(unit) is null && (only.Count == 0 || only.Contains(code)) && !provinces.Contains(code))
                yield return new(0, "code", FileProblems.ProvinceMissing(code.ToString(), list.NameAt(unit).ToString()));
        }
    }
}
