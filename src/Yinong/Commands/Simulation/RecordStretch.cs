using System.Data.Common;
using Yinong.Modules.Desk;
using Yinong.Modules.Supervision;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;

namespace Yinong.Commands.Simulation;

/// <summary>Some days of services in one transaction: records, one audit entry per group, and the cells they are counted in.</summary>
sealed class RecordStretch(DbConnection connection, RecordCounts counts)
{
    // Enough that the cells shared by many days are written once, few enough that a killed run loses little.
    const long Most = 1_000_000;
    const int ReportEvery = 5_000;

    readonly List<KeyValuePair<DateTime, RecordDigest>> _groups = [];
    DbTransaction? _transaction;
    BulkRows? _rows;

    public DbTransaction Transaction => _transaction ?? throw new InvalidOperationException("Not begun.");

    /// <summary>Records of all stretches.</summary>
    public long Written { get; private set; }

    public bool IsFull => _rows?.Count >= Most;

    public async Task BeginAsync(CancellationToken cancel)
    {
        if (_rows is not null) return;
        _transaction = await connection.BeginTransactionAsync(cancel);
        _rows = BulkRows.Into(connection, RecordTable.Name, RecordTable.Columns);
    }

    public void Write(RecordedDay day, ProgressLine line)
    {
        foreach (var record in day.Records)
        {
            RecordTable.Add(_rows!, record);
            counts.Add(record);
            if (++Written % ReportEvery == 0) line.Report(Written);
        }
        _groups.AddRange(day.Groups);
    }

    /// <summary>Writes what belongs to the records; the caller commits.</summary>
    public async Task FinishAsync(Func<IEnumerable<KeyValuePair<DateTime, RecordDigest>>, IEnumerable<AuditEntry>> audit, bool last, CancellationToken cancel)
    {
        _rows!.Complete();
        _rows.Dispose();
        _rows = null;
        SimulationSql.Audit(connection, audit(_groups));
        _groups.Clear();
        await TallyTable.AddAsync(connection, counts.Cells, cancel);
        counts.Cells.Clear();
        if (last) await new FoldSql(connection, Transaction, connection is Npgsql.NpgsqlConnection ? Engine.Postgres : Engine.Sqlite).ServedAsync(counts.LastServed, cancel);
        await SimulationSql.CountedAsync(connection, Transaction, cancel);
    }
}
