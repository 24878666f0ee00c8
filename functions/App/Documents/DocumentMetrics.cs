using System.Diagnostics.Metrics;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Documents;

/// <summary>What operators see of documents.</summary>
public sealed class DocumentMetrics(IMeterFactory meters)
{
    private readonly Counter<long> poisoned =
        meters.Create(Tracing.Name).CreateCounter<long>("blobs.poisoned", "{blob}",
            "Uploads whose check failed until the host gave them up.");

    private readonly Counter<long> altered =
        meters.Create(Tracing.Name).CreateCounter<long>("documents.altered", "{document}",
            "Accepted documents that were found changed or missing in storage.");

    private readonly Counter<long> unanswered =
        meters.Create(Tracing.Name).CreateCounter<long>("documents.scan.unanswered", "{scan}",
            "Malware scans that ended without a sound answer; their documents wait.");

    private readonly Counter<long> malware =
        meters.Create(Tracing.Name).CreateCounter<long>("documents.malware", "{document}", "Uploads in which the scan found malware.");

    public bool IsObserved => poisoned.Enabled;

    public void Poisoned(int count) => poisoned.Add(count);

    public void Altered() => altered.Add(1);

    public void Unanswered() => unanswered.Add(1);

    public void Malware() => malware.Add(1);
}
