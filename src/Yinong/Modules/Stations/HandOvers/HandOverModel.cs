using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Stations.Places;

namespace Yinong.Modules.Stations.HandOvers;

/// <summary>The part of the module about hand-overs and places.</summary>
static class HandOverModel
{
    public static void Services(IServiceCollection services)
    {
        services.AddScoped<HandOverSource, OpenTasks>().AddScoped<HandOverSource, OpenReports>().AddScoped<HandOverSource, OpenInspections>();
        services.AddScoped<HandOverSource, OpenRechecks>().AddScoped<HandOverSource, StationArchive>().AddScoped<HandOverSource, EquipmentHandedOver>();
        services.AddScoped<HandOverCounting>().AddScoped<HandOverDesk>().AddScoped<HandOverGate>();
        services.AddScoped<StationPlaces>().AddSingleton(StationPlaces.History);
    }

    public static void Model(ModelBuilder model)
    {
        model.Entity<StationPlaceChange>().ToTable("station_place_changes");
        model.Entity<HandOver>().ToTable("hand_overs").Property(h => h.Version).IsConcurrencyToken();
        model.Entity<HandOverLine>().ToTable("hand_over_lines").Property(l => l.Version).IsConcurrencyToken();
    }
}
