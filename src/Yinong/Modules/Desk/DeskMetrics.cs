using System.Diagnostics.Metrics;

namespace Yinong.Modules.Desk;

/// <summary>What the desk tells the metrics: groups, records by result.</summary>
public sealed class DeskMetrics
{
    readonly Meter _meter;
    readonly Counter<long> _records;
    readonly Histogram<int> _groups;

    public DeskMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(Web.Observability.Meter);
        _records = _meter.CreateCounter<long>("yinong.service_records", description: "Service records by result (created, known, refused).");
        _groups = _meter.CreateHistogram<int>("yinong.service_record_group_size", description: "Records written in one transaction.");
    }

    /// <summary>How many records wait for the writer.</summary>
    public void Watch(Func<int> waiting) => _meter.CreateObservableGauge("yinong.service_records_waiting", waiting, description: "Service records accepted and waiting to be written.");

    public void GroupWritten(int count) => _groups.Record(count);

    public void Answered(string result, int count) => _records.Add(count, new KeyValuePair<string, object?>("result", result));
}
