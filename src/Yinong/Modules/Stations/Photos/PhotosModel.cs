using Microsoft.EntityFrameworkCore;

namespace Yinong.Modules.Stations.Photos;

/// <summary>The part of the module about photos that look alike or do not fit.</summary>
static class PhotosModel
{
    public static void Services(IServiceCollection services)
    {
        services.AddSingleton(PhotoRules.Current).AddSingleton<PhotoTwins>().AddSingleton<PhotoWatch>().AddSingleton<LooseFiles>().AddSingleton(new FileReference("evidence", "hash")).AddSingleton(new FileReference("station_licences", "photo"));
        services.AddScoped<PhotoDesk>().AddScoped<PhotoList>().AddScoped<PhotoNotesReader>();
        services.AddHostedService<EvidenceUpkeep>();
    }

    public static void Model(ModelBuilder model)
    {
        var hash = model.Entity<PhotoHash>().ToTable("photo_hashes");
        hash.HasKey(h => h.EvidenceId);
        hash.Property(h => h.EvidenceId).ValueGeneratedNever();
        model.Entity<PhotoPair>().ToTable("photo_pairs").Property(p => p.Version).IsConcurrencyToken();
        model.Entity<PhotoJudgement>().ToTable("photo_judgements");
    }
}
