using System.Data.Common;
using Yinong.Modules.Stations;
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
        // A station that went into another points to it; it comes after all others, so that the other is there.
        StationTable.Write(connection, rows.Stations.OrderBy(s => s.MergedInto is not null));
        StationTable.Write(connection, rows.Steps.Select(s => new StationTransition
        {
            StationId = s.Station, Division = s.Division, FromState = s.Step.From, ToState = s.Step.To, OnDate = s.Step.On, At = ProgrammeClock.StartOf(s.Step.On).AddHours(10), Actor = Actor,
            ReasonCode = s.Step.Reason, DueOn = s.Step.DueOn,
        }));
        Officers(connection, rows);
        Postings(connection, rows);
        Certificates(connection, rows);
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
