using System.Data.Common;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;
using Yinong.Platform.Database;

namespace Yinong.Modules.Desk;

/// <summary>
/// Reads what the desk must know of some stations in one question to the database. A day of the whole nation begins with stations that this process
/// has not met yet, so this is a hot path: plain SQL, one text per engine.
/// </summary>
sealed class StationRefSql(SqlDatabase database)
{
    // What each line tells: 0 the station, 1 a step of its life into or out of the states that serve (9–11), 2 a posting, 3 a certificate of
    // somebody posted, 4 a suspension of such a certificate, 5 days on which somebody posted may not serve (leave, suspension, dismissal).
    // Cross joins because SQLite keeps their order: it begins at the stations asked for, whatever it thinks of the tables' sizes.
    const string Sql = """
        with asked as (select id, number, division, organisation_id from stations where number @IN),
        posted as (select p.station_id, p.officer_id, o.number, p.from_date, p.to_date from asked a cross join postings p cross join officers o where p.station_id = a.id and o.id = p.officer_id),
        people as (select distinct station_id, officer_id from posted)
        select 0 as what, id as station, cast(null as integer) as officer, number, division, organisation_id as word, cast(null as date) as first, cast(null as date) as last, cast(null as date) as ended, 0 as place from asked
        union all select 1, t.station_id, null, null, null, t.to_state, t.on_date, null, null, t.id from asked a cross join station_transitions t where t.station_id = a.id and (t.to_state between 9 and 11 or t.from_state between 9 and 11)
        union all select 2, station_id, officer_id, number, null, null, from_date, to_date, null, 0 from posted
        union all select 3, p.station_id, c.officer_id, null, null, null, c.valid_from, c.valid_to, c.revoked_on, c.id
          from people p cross join certificates c where c.officer_id = p.officer_id and c.kind = @DUTY
        union all select 4, p.station_id, c.officer_id, null, null, null, x.from_date, x.until_date, x.lifted_on, c.id
          from people p cross join certificates c cross join certificate_suspensions x where c.officer_id = p.officer_id and c.kind = @DUTY and x.certificate_id = c.id
        union all select 5, p.station_id, x.officer_id, null, null, null, x.from_date, x.to_date, x.back_on, x.id
          from people p cross join officer_pauses x where x.officer_id = p.officer_id and x.state = 2
        order by station, what, first, place
        """;

    static readonly string Text = Sql.Replace("@DUTY", $"'{CertificateKinds.Duty}'", StringComparison.Ordinal);

    readonly string _sql = Text.Replace("@IN", database.Engine == Engine.Postgres ? "= any ($1)" : "in (select value from json_each($1))", StringComparison.Ordinal);

    /// <summary>Those of the numbers that exist.</summary>
    public async Task<Dictionary<string, StationRef>> ReadAsync(string[] numbers)
    {
        var found = new Dictionary<string, StationRef>(numbers.Length);
        await using var connection = await database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = _sql;
        command.AddPositional(database.Engine == Engine.Postgres ? numbers : System.Text.Json.JsonSerializer.Serialize(numbers));
        await using var reader = await command.ExecuteReaderAsync();
        Gathered? station = null;
        while (await reader.ReadAsync())
        {
            if (reader.GetInt32(0) != 0) station!.Add(reader);
            else
            {
                station?.Into(found);
                station = new(reader);
            }
        }
        station?.Into(found);
        return found;
    }

    /// <summary>One station while its lines come, ordered as the question orders them.</summary>
    sealed class Gathered(DbDataReader head)
    {
        readonly int _id = head.GetInt32(1);
        readonly string _number = head.GetString(3);
        readonly long _division = head.GetInt64(4);
        readonly int? _organisation = head.IsDBNull(5) ? null : head.GetInt32(5);
        readonly List<(DateOnly From, bool Serves)> _states = [];
        readonly List<(int Officer, string Number, (DateOnly, DateOnly) Span)> _postings = [];
        readonly List<(int Officer, int Certificate, (DateOnly From, DateOnly To) Span)> _certificates = [];
        readonly List<(int Officer, (DateOnly, DateOnly) Span)> _pauses = [];

        public void Add(DbDataReader line)
        {
            var first = line.GetFieldValue<DateOnly>(6);
            switch (line.GetInt32(0))
            {
                case 1:
                    var serves = ((StationState)line.GetInt32(5)).Serves();
                    // A step from operating to warned changes nothing for the desk.
                    if (_states.Count == 0 ? serves : _states[^1].Serves != serves) _states.Add((first, serves));
                    break;
                case 2:
                    _postings.Add((line.GetInt32(2), line.GetString(3), (first, line.IsDBNull(7) ? DateOnly.MaxValue : line.GetFieldValue<DateOnly>(7))));
                    break;
                case 4:
                    Rest(line.GetInt32(9), first, LastDay(line.IsDBNull(7) ? DateOnly.MaxValue : line.GetFieldValue<DateOnly>(7), line.IsDBNull(8) ? null : line.GetFieldValue<DateOnly>(8)));
                    break;
                case 5:
                    _pauses.Add((line.GetInt32(2), (first, LastDay(line.IsDBNull(7) ? DateOnly.MaxValue : line.GetFieldValue<DateOnly>(7), line.IsDBNull(8) ? null : line.GetFieldValue<DateOnly>(8)))));
                    break;
                default:
                    _certificates.Add((line.GetInt32(2), line.GetInt32(9), (first, LastDay(line.GetFieldValue<DateOnly>(7), line.IsDBNull(8) ? null : line.GetFieldValue<DateOnly>(8)))));
                    break;
            }
        }

        public void Into(Dictionary<string, StationRef> found) => found[_number] = new(_id, _division, _organisation, [.. _states],
            [.. _postings.GroupBy(p => (p.Officer, p.Number)).Select(o => new OfficerRef(o.Key.Officer, o.Key.Number,
                [.. o.Select(p => p.Span)], [.. _certificates.Where(c => c.Officer == o.Key.Officer).Select(c => c.Span)], [.. _pauses.Where(p => p.Officer == o.Key.Officer).Select(p => p.Span)]))]);

        // A suspension takes its days out of the certificate's: what is left before and after it. Suspensions come after all certificates.
        void Rest(int certificate, DateOnly first, DateOnly last)
        {
            if (last < first) return;
            foreach (var part in _certificates.Where(c => c.Certificate == certificate && c.Span.From <= last && first <= c.Span.To).ToList())
            {
                _certificates.Remove(part);
                if (part.Span.From < first) _certificates.Add(part with { Span = (part.Span.From, first.AddDays(-1)) });
                if (last < part.Span.To) _certificates.Add(part with { Span = (last.AddDays(1), part.Span.To) });
            }
        }

        // The day of a revocation is no day of service any more; the day on which a suspension is lifted, or somebody is back, is one again.
        static DateOnly LastDay(DateOnly validTo, DateOnly? revokedOn) => revokedOn is { } revoked && revoked <= validTo ? revoked.AddDays(-1) : validTo;
    }
}
