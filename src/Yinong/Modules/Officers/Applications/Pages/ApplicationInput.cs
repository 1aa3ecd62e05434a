using System.ComponentModel.DataAnnotations;
using Yinong.Modules.Stations.SixHaves;

namespace Yinong.Modules.Officers.Applications.Pages;

/// <summary>What the form of an application asks, no more than the rule needs.</summary>
public sealed class ApplicationInput
{
    /// <summary>All files of one sending.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    [Required, StringLength(40)]
    public string? Place { get; set; }

    [Required, StringLength(20, MinimumLength = 2)]
    public string Name { get; set; } = "";

    [Required, StringLength(30)]
    public string? Phone { get; set; }

    [Required, StringLength(30)]
    public string? Identity { get; set; }

    [StringLength(20)]
    public string? Schooling { get; set; }

    public bool LivesInVillage { get; set; }

    [StringLength(30)]
    public string? Preferred { get; set; }

    public bool? HasConflict { get; set; }

    [StringLength(400)]
    public string? Conflicts { get; set; }

    public List<IFormFile> Files { get; set; } = [];

    public NewApplication Read() => new(Place, Name, Phone, Identity, Schooling, LivesInVillage, Preferred, HasConflict, Conflicts);

    /// <summary>Looks at every file before the first is kept.</summary>
    public async Task<IReadOnlyList<Evidence>> TakeAsync(EvidenceStore store, CancellationToken cancel)
    {
        if (Files.Count > ApplicationDesk.MostFiles) throw ApplicationProblems.TooManyFiles(ApplicationDesk.MostFiles);
        var taken = new List<TakenFile>(Files.Count);
        foreach (var file in Files)
        {
            await using var content = file.OpenReadStream();
            taken.Add(await store.TakeAsync(content, file.FileName, ItemType.Document, cancel));
        }
        foreach (var file in taken) await store.KeepAsync(file, cancel);
        return taken.ConvertAll(file => file.Row);
    }
}
