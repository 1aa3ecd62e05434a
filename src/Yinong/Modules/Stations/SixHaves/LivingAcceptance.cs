using System.Collections.Concurrent;
using System.Data.Common;
using Yinong.Platform.Database;
using Yinong.Platform.Jobs;
using Yinong.Platform.Time;

namespace Yinong.Modules.Stations.SixHaves;

/// <summary>
/// An acceptance is no stamp: each criterion is judged again when what it rests on changes or grows old. Changes are heard from the change feed and judged
/// within seconds; what only time changes is found by a pass over every province at the start and with each new day. One process of a cluster does it, under a
/// lease; another one takes over within half a minute and begins with a pass over everything, so that nothing is lost between them.
/// </summary>
public sealed partial class LivingAcceptance : BackgroundService
{
    /// <summary>Topic under which the module of officers tells changes of postings and certificates; it stands above this one.</summary>
    const string OfficerTopic = "officer";

    static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);
    static readonly TimeSpan ServicePace = TimeSpan.FromSeconds(30);
    static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(30);

    /// <summary>Stations judged at once.</summary>
    const int Most = 500;

    readonly SqlDatabase _database;
    readonly ProgrammeClock _clock;
    readonly TimeProvider _time;
    readonly ILogger<LivingAcceptance> _log;
    readonly CriterionRules _rules;
    readonly JobLease _lease;
    readonly ConcurrentDictionary<string, byte> _stations = new();
    readonly ConcurrentDictionary<string, byte> _officers = new();
    DateOnly? _swept;
    long _servicesAt;

    public LivingAcceptance(SqlDatabase database, ProgrammeClock clock, TimeProvider time, ChangeFeed feed, ILogger<LivingAcceptance> log)
    {
        (_database, _clock, _time, _log, _rules) = (database, clock, time, log, new(database.Engine));
        _lease = new(database, time, "living-acceptance", LeaseLength);
        feed.On(StationRegister.Topic, number => _stations.TryAdd(number, 0));
        feed.On(OfficerTopic, number => _officers.TryAdd(number, 0));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Waits first: a start has more urgent things to do.
                await Task.Delay(Pace, stoppingToken);
                await TurnAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                await LeaveAsync();
                return;
            }
            catch (Exception e)
            {
                // The database is away for a moment, or another process judged the same station: the next pass sees everything.
                _swept = null;
                LogFailed(_log, e.Message);
            }
        }
    }

    /// <summary>One turn; false: another process judges, and what this one was told is its business.</summary>
    public async Task<bool> TurnAsync(CancellationToken cancel = default)
    {
        if (await _lease.TakeAsync(cancel))
        {
            await RoundAsync(cancel);
            return true;
        }
        _stations.Clear();
        _officers.Clear();
        _swept = null;
        return false;
    }

    async Task LeaveAsync()
    {
        try
        {
            await _lease.GiveBackAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or ObjectDisposedException)
        {
            // It ends by time.
        }
    }

    async Task RoundAsync(CancellationToken cancel)
    {
        await ChangedAsync(cancel);
        if (_swept != _clock.Today) await SweepAsync(cancel);
        // Services reach the stations without a word; only a station that is said to be silent can come back by one.
        if (_servicesAt != 0 && _time.GetElapsedTime(_servicesAt) < ServicePace) return;
        _servicesAt = _time.GetTimestamp();
        await BackInServiceAsync(cancel);
    }

    /// <summary>Judges what was told to have changed since.</summary>
    public async Task ChangedAsync(CancellationToken cancel = default)
    {
        while (!_stations.IsEmpty || !_officers.IsEmpty)
        {
            var (stations, officers) = (Take(_stations), Take(_officers));
            var ids = await IdsAsync(stations, officers, cancel);
            if (ids.Count > 0) await JudgeAsync($"s.id {_database.Engine.In("ids")}", "station_id " + _database.Engine.In("ids"), command => command.AddList("ids", ids), cancel);
        }
    }

    /// <summary>Judges every station, a province at a time so that nobody waits long for the database.</summary>
    public async Task SweepAsync(CancellationToken cancel = default)
    {
        var today = _clock.Today;
        foreach (var province in await ProvincesAsync(cancel))
            await JudgeAsync("s.division between @from and @to", "division between @from and @to", command =>
            {
                command.Add("from", province * ProvinceWidth);
                command.Add("to", (province + 1) * ProvinceWidth - 1);
            }, cancel);
        _swept = today;
    }

    // Values of one province: two digits of code, ten more, and the level.
    const long ProvinceWidth = 100_000_000_000;

    Task JudgeAsync(string stations, string lost, Action<DbCommand> scope, CancellationToken cancel) => _database.InWritingAsync(async () =>
    {
        await using var connection = await _database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        foreach (var rule in _rules.All)
        {
            var select = rule.Select.Replace(CriterionRules.Scope, stations, StringComparison.Ordinal);
            await RunAsync(connection, transaction, rule, RegainedSql(select, lost), scope, cancel);
            await RunAsync(connection, transaction, rule, LostSql(select), scope, cancel);
        }
        await transaction.CommitAsync(cancel);
    }, cancel);

    static string RegainedSql(string select, string lost) => $"""
        delete from lost_criteria where rule = @rule and {lost}
          and not exists (select 1 from ({select}) now where now.station_id = lost_criteria.station_id and now.item = lost_criteria.item)
        """;

    // Since when it is lost stays what it was; the day that the reason names may move (a later check that was not answered either).
    static string LostSql(string select) => $"""
        insert into lost_criteria (station_id, rule, item, division, have, since, last_day)
        select now.station_id, @rule, now.item, now.division, now.have, now.since, now.last_day from ({select}) now where true
        on conflict (station_id, rule, item) do update set last_day = excluded.last_day, division = excluded.division
          where lost_criteria.last_day is distinct from excluded.last_day or lost_criteria.division <> excluded.division
        """;

    async Task RunAsync(DbConnection connection, DbTransaction transaction, CriterionRule rule, string sql, Action<DbCommand> scope, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        scope(command);
        var today = _clock.Today;
        command.Add("rule", rule.Code);
        command.Add("today", today);
        if (sql.Contains("@phone", StringComparison.Ordinal))
        {
            command.Add("phone_days", NationalChecklist.PhoneCheckMaxDays);
            command.Add("phone", today.AddDays(-NationalChecklist.PhoneCheckMaxDays));
        }
        if (sql.Contains("@hours_minimum", StringComparison.Ordinal)) command.Add("hours_minimum", NationalChecklist.HoursMinimumMilli);
        if (sql.Contains("@silent", StringComparison.Ordinal))
        {
            command.Add("silent_days", LivenessRules.Current.SilentAfterDays);
            command.Add("silent", today.AddDays(-LivenessRules.Current.SilentAfterDays));
        }
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>
    /// Gives silent stations back what a service gives back, and nothing else of them is judged: on a busy morning thousands come back in a minute. Asked
    /// without the turn among the writers, written in small turns.
    /// </summary>
    public async Task BackInServiceAsync(CancellationToken cancel = default)
    {
        foreach (var ids in (await ServedAsync(cancel)).Chunk(Most))
            await _database.InWritingAsync(async () =>
            {
                await using var connection = await _database.OpenAsync(cancel);
                await using var command = connection.CreateCommand();
                command.CommandText = $"delete from lost_criteria where rule = @rule and station_id {_database.Engine.In("ids")}";
                command.Add("rule", CriterionRules.Service);
                command.AddList("ids", ids);
                await command.ExecuteNonQueryAsync(cancel);
            }, cancel);
    }

    async Task<List<int>> ServedAsync(CancellationToken cancel)
    {
        await using var connection = await _database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "select l.station_id from lost_criteria l join stations s on s.id = l.station_id where l.rule = @rule and s.last_served_on >= @silent";
        command.Add("rule", CriterionRules.Service);
        command.Add("silent", _clock.Today.AddDays(-LivenessRules.Current.SilentAfterDays));
        return await IdsAsync(command, cancel);
    }

    async Task<List<int>> IdsAsync(List<string> stations, List<string> officers, CancellationToken cancel)
    {
        await using var connection = await _database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            select s.id from stations s where s.number {_database.Engine.In("stations")}
            union select p.station_id from postings p join officers o on o.id = p.officer_id where o.number {_database.Engine.In("officers")}
            """;
        command.AddList("stations", stations);
        command.AddList("officers", officers);
        return await IdsAsync(command, cancel);
    }

    static async Task<List<int>> IdsAsync(DbCommand command, CancellationToken cancel)
    {
        var ids = new List<int>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) ids.Add(reader.GetInt32(0));
        return ids;
    }

    async Task<List<long>> ProvincesAsync(CancellationToken cancel)
    {
        await using var connection = await _database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = $"select distinct division / {ProvinceWidth} from stations";
        var provinces = new List<long>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) provinces.Add(reader.GetInt64(0));
        return provinces;
    }

    static List<string> Take(ConcurrentDictionary<string, byte> waiting)
    {
        var taken = waiting.Keys.Take(Most).ToList();
        foreach (var key in taken) waiting.TryRemove(key, out _);
        return taken;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Criteria could not be judged and will be again: {Reason}")]
    static partial void LogFailed(ILogger logger, string reason);
}
