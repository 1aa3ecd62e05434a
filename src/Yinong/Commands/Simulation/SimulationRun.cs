using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Yinong.Commands.Simulation.Stories;
using Yinong.Modules.Catalogue;
using Yinong.Modules.Desk;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Time;

namespace Yinong.Commands.Simulation;

/// <summary>What a run wrote. <c>RecordTime</c>: Time spent on the services: records, tallies and audit.</summary>
sealed record SimulationResult(int Stations, int Officers, long Records, TimeSpan RecordTime);

/// <summary>
/// Fills a database with a simulated country: registers by province, then the services day by day as the platform would have learnt of them, each stretch in
/// one transaction with its tallies, its audit entries and the mark of how far it is. The same order on an empty database makes the same rows.
/// </summary>
sealed class SimulationRun(SqlDatabase database, IServiceScopeFactory scopes, ItemCatalogue catalogue, RecordPartitions partitions, TimeProvider time, CountryPlan plan, SimulationMark mark)
{
    static readonly JsonSerializerOptions WithFields = new(JsonSerializerDefaults.Web) { IncludeFields = true };

    readonly SimulationOrder _order = mark.Order;
    SimulationMark _mark = mark;

    /// <param name="fresh">The database is a file of its own that is thrown away when anything goes wrong.</param>
    /// <param name="board">Shows how far it is.</param>
    /// <param name="cancel">Stops; what is committed stays and the next run goes on from there.</param>
    public async Task<SimulationResult> RunAsync(bool fresh, ProgressBoard board, CancellationToken cancel)
    {
        var (registers, result) = await FillAsync(fresh, board, cancel);
        await new StoryTeller(scopes, time).TellAsync(plan, _mark, registers, board, cancel);
        return result with { Officers = registers.Officers - _mark.FirstOfficer };
    }

    async Task<(Registers, SimulationResult)> FillAsync(bool fresh, ProgressBoard board, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var file = fresh ? await FreshFile.OpenAsync(connection, cancel) : null;
        var (serving, registers) = await FillRegistersAsync(connection, board, cancel);
        var started = time.GetTimestamp();
        var records = await FillRecordsAsync(connection, serving, board, cancel);
        if (file is not null) await file.CompleteAsync(cancel);
        var took = time.GetElapsedTime(started);
        await SimulationSql.AnalyseAsync(connection, cancel);
        return (registers, new(registers.Stations - _mark.FirstStation, registers.Officers - _mark.FirstOfficer, records, took));
    }

    async Task<(List<Serving>, Registers)> FillRegistersAsync(DbConnection connection, ProgressBoard board, CancellationToken cancel)
    {
        var operators = await OperatorsAsync(connection, cancel);
        var registers = await SimulationSql.RegistersAsync(connection, _mark, cancel);
        var counts = plan.Divide(_order.Stations);
        var serving = new List<Serving>(_order.Stations);
        using var line = board.Begin("Stations and officers", _order.Stations);
        var at = 0;
        await foreach (var rows in plan.Provinces.Select((p, i) => new ProvinceMaker(plan, p, registers, _order, operators[p.Code.Value]).Make(counts[i])).Ahead(cancel))
        {
            serving.AddRange(rows.Serving);
            if (at++ >= _mark.Provinces) await WriteRegistersAsync(connection, plan.Provinces[at - 1], rows, at, cancel);
            line.Add(rows.Stations.Count);
        }
        return (serving, registers);
    }

    // Every province has its operator: the one that is there, or one made up for it.
    async Task<Dictionary<long, int>> OperatorsAsync(DbConnection connection, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var operators = await SimulationSql.OperatorsAsync(connection, transaction, plan, ProgrammeClock.StartOf(_order.LastDay.AddYears(-2)), cancel);
        await SimulationSql.RewindKeysAsync(connection, transaction, cancel);
        await CommitAsync(connection, transaction, _mark, cancel);
        return operators;
    }

    async Task WriteRegistersAsync(DbConnection connection, ProvincePlan province, ProvinceRows rows, int done, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var hash = Task.Run(() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { rows.Stations, rows.Steps, rows.Officers, rows.Postings, rows.Certificates }, WithFields))), cancel);
        RegisterRows.Write(connection, rows);
        var details = JsonSerializer.Serialize(new { seed = _order.Seed, stations = rows.Stations.Count, officers = rows.Officers.Count, sha256 = await hash }, WithFields);
        SimulationSql.Audit(connection, [Entry("simulation.registers", $"division:{province.Code}", province.Code.Value, details)]);
        await SimulationSql.AdvanceKeysAsync(connection, transaction, cancel);
        await CommitAsync(connection, transaction, _mark with { Provinces = done }, cancel);
    }

    async Task<long> FillRecordsAsync(DbConnection connection, List<Serving> serving, ProgressBoard board, CancellationToken cancel)
    {
        await partitions.EnsureAsync(Enumerable.Range(-1, _order.Days + 2).Select(d => Guid.CreateVersion7(new DateTimeOffset(ProgrammeClock.StartOf(_order.FirstDay.AddDays(d))))), cancel);
        var items = await catalogue.AllAsync();
        using var line = board.Begin("Services", Expected(serving, items));
        var counts = new RecordCounts();
        var stretch = new RecordStretch(connection, counts);
        await foreach (var day in new RecordedDays(plan, _order, serving, items).All(_mark.Recorded).Ahead(cancel))
        {
            if (_mark.Recorded is { } known && day.Day <= known)
            {
                foreach (var record in day.Records) counts.Note(record);
                continue;
            }
            await stretch.BeginAsync(cancel);
            stretch.Write(day, line);
            var last = day.Day == _order.LastDay;
            if (!last && !stretch.IsFull && day.Day.AddDays(1).Month == day.Day.Month) continue;
            await stretch.FinishAsync(GroupEntries, last, cancel);
            await CommitAsync(connection, stretch.Transaction, _mark with { Recorded = day.Day }, cancel);
        }
        line.Correct(stretch.Written);
        return stretch.Written;
    }

    // In thousands it matters little where the estimate is off: the bar ends with the last day.
    double Expected(List<Serving> serving, IReadOnlyDictionary<string, ServiceItem> items)
    {
        var middle = _order.LastDay.AddDays(-_order.Days / 2);
        var rates = new DayRates(plan, items, middle);
        return _order.Days * serving.Where(s => s.Windows.Any(w => w.Covers(middle.DayNumber))).Sum(s => s.Intensity * (rates.Of(s.Province, s.Type)?.PerPersonTime ?? 0));
    }

    IEnumerable<AuditEntry> GroupEntries(IEnumerable<KeyValuePair<DateTime, RecordDigest>> groups) =>
        groups.OrderBy(g => g.Key).Select(g => RecordAudit.Entry(RegisterRows.Actor, null, null, time.GetUtcNow().UtcDateTime, g.Key, g.Value));

    AuditEntry Entry(string action, string subject, long division, string details) =>
        new() { At = time.GetUtcNow().UtcDateTime, Action = action, Actor = RegisterRows.Actor, Subject = subject, Division = division, Details = details };

    async Task CommitAsync(DbConnection connection, DbTransaction transaction, SimulationMark reached, CancellationToken cancel)
    {
        await reached.WriteAsync(connection, transaction, cancel);
        await transaction.CommitAsync(cancel);
        await transaction.DisposeAsync();
        _mark = reached;
    }
}
