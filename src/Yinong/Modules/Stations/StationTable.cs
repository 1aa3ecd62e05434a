using System.Data.Common;
using Yinong.Platform.Database;

namespace Yinong.Modules.Stations;

/// <summary>Writes many stations or many of their steps at once, inside the caller's transaction; a column that is added to the tables is added here.</summary>
static class StationTable
{
    public static void Write(DbConnection connection, IEnumerable<Station> stations)
    {
        using var to = BulkRows.Into(connection, "stations", "id", "number", "name", "division", "type", "rating", "host_class", "state", "since", "due_on", "accepted_on",
            "operating_since", "organisation_id", "poor_village", "address", "phone", "opening_hours", "latitude_micro", "longitude_micro", "merged_into", "version");
        foreach (var station in stations)
        {
            to.Add(station.Id);
            to.Add(station.Number);
            to.Add(station.Name);
            to.Add(station.Division);
            to.Add(station.Type);
            to.Add(station.Rating);
            to.Add(station.HostClass);
            to.Add((short)station.State);
            to.Add(station.Since);
            to.Add(station.DueOn);
            to.Add(station.AcceptedOn);
            to.Add(station.OperatingSince);
            to.Add(station.OrganisationId);
            to.Add(station.PoorVillage);
            to.Add(station.Address);
            to.Add(station.Phone);
            to.Add(station.OpeningHours);
            to.Add(station.LatitudeMicro);
            to.Add(station.LongitudeMicro);
            to.Add(station.MergedInto);
            to.Add(station.Version);
            to.EndRow();
        }
        to.Complete();
    }

    public static void Write(DbConnection connection, IEnumerable<StationTransition> steps)
    {
        using var to = BulkRows.Into(connection, "station_transitions", "station_id", "division", "from_state", "to_state", "on_date", "at", "actor", "reason_code", "due_on");
        foreach (var step in steps)
        {
            to.Add(step.StationId);
            to.Add(step.Division);
            if (step.FromState is { } from) to.Add((short)from);
            else to.AddNull();
            to.Add((short)step.ToState);
            to.Add(step.OnDate);
            to.Add(step.At);
            to.Add(step.Actor);
            to.Add(step.ReasonCode);
            to.Add(step.DueOn);
            to.EndRow();
        }
        to.Complete();
    }
}
