using System.Data.Common;
using Yinong.Platform.Database;
using Yinong.Platform.Time;

namespace Yinong.Commands.Simulation;

/// <summary>Writes the registers of one province.</summary>
static class RegisterRows
{
    /// <summary>Who took the simulated steps, as in the audit.</summary>
    public const string Actor = "command:simulate";

    public static void Write(DbConnection connection, ProvinceRows rows)
    {
        Stations(connection, rows);
        Steps(connection, rows);
        Officers(connection, rows);
        Postings(connection, rows);
        Certificates(connection, rows);
    }

    static void Stations(DbConnection connection, ProvinceRows rows)
    {
        using var to = BulkRows.Into(connection, "stations", "id", "number", "name", "division", "type", "rating", "host_class", "state", "since", "due_on", "accepted_on",
            "operating_since", "organisation_id", "poor_village", "address", "phone", "opening_hours", "merged_into", "version");
        // A station that went into another points to it; it comes after all others, so that the other is there.
        foreach (var station in rows.Stations.OrderBy(s => s.MergedInto is not null))
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
            to.Add(station.MergedInto);
            to.Add(station.Version);
            to.EndRow();
        }
        to.Complete();
    }

    static void Steps(DbConnection connection, ProvinceRows rows)
    {
        using var to = BulkRows.Into(connection, "station_transitions", "station_id", "division", "from_state", "to_state", "on_date", "at", "actor", "reason_code", "due_on");
        foreach (var (station, division, step) in rows.Steps)
        {
            to.Add(station);
            to.Add(division);
            if (step.From is { } from) to.Add((short)from);
            else to.AddNull();
            to.Add((short)step.To);
            to.Add(step.On);
            to.Add(ProgrammeClock.StartOf(step.On).AddHours(10));
            to.Add(Actor);
            to.Add(step.Reason);
            to.Add(step.DueOn);
            to.EndRow();
        }
        to.Complete();
    }

    static void Officers(DbConnection connection, ProvinceRows rows)
    {
        using var to = BulkRows.Into(connection, "officers", "id", "number", "name", "phone", "division", "registered_at", "version");
        foreach (var officer in rows.Officers)
        {
            to.Add(officer.Id);
            to.Add(officer.Number);
            to.Add(officer.Name);
            to.Add(officer.Phone);
            to.Add(officer.Division);
            to.Add(officer.RegisteredAt);
            to.Add(officer.Version);
            to.EndRow();
        }
        to.Complete();
    }

    static void Postings(DbConnection connection, ProvinceRows rows)
    {
        using var to = BulkRows.Into(connection, "postings", "officer_id", "station_id", "division", "from_date", "to_date", "end_reason_code");
        foreach (var posting in rows.Postings)
        {
            to.Add(posting.OfficerId);
            to.Add(posting.StationId);
            to.Add(posting.Division);
            to.Add(posting.FromDate);
            to.Add(posting.ToDate);
            to.Add(posting.EndReasonCode);
            to.EndRow();
        }
        to.Complete();
    }

    static void Certificates(DbConnection connection, ProvinceRows rows)
    {
        using var to = BulkRows.Into(connection, "certificates", "number", "officer_id", "division", "kind", "valid_from", "valid_to", "issuer");
        foreach (var certificate in rows.Certificates)
        {
            to.Add(certificate.Number);
            to.Add(certificate.OfficerId);
            to.Add(certificate.Division);
            to.Add(certificate.Kind);
            to.Add(certificate.ValidFrom);
            to.Add(certificate.ValidTo);
            to.Add(certificate.Issuer);
            to.EndRow();
        }
        to.Complete();
    }
}
