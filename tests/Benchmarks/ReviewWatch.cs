using System.Collections.Concurrent;
using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Applications;
using FunctionsApp.Approvals;
using FunctionsApp.Panels;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Reviews;
using FunctionsApp.SiteVisits;
using LocalHost.ServiceBus;

namespace Benchmarks;

/// <summary>How long reviews take to ask a stage, by the moments at which facts are published.</summary>
internal sealed class ReviewWatch
{
    private readonly ConcurrentDictionary<string, Times> applications = new();

    private sealed class Times
    {
        /// <summary>Stopwatch's timestamp of what the next stage follows from; null where it was asked.</summary>
        public long? Since { get; set; }

        public bool IsStarted { get; set; }

        public List<TimeSpan> Starts { get; } = [];

        public List<TimeSpan> Turns { get; } = [];
    }

    public ReviewWatch(LocalServiceBus bus) => bus.Arrived += Note;

    /// <summary>From the submission to the first stage.</summary>
    public IReadOnlyList<TimeSpan> StartsOf(string application) => Of(application).Starts;

    /// <summary>From the answer that ended a stage to the next one.</summary>
    public IReadOnlyList<TimeSpan> TurnsOf(string application) => Of(application).Turns;

    private void Note(string topic, ServiceBusReceivedMessage message)
    {
        if (topic != Topology.Facts) return;
        var (now, times) = (Stopwatch.GetTimestamp(), Of(message.CorrelationId));
        lock (times)
        {
            switch (FactPublisher.Read(message).Read())
            {
                case ApplicationSubmitted or DecisionRecorded or SheetRecorded or VisitReported:
                    times.Since = now;
                    break;
                case StageOpened when times.Since is { } since:
                    (times.IsStarted ? times.Turns : times.Starts).Add(Stopwatch.GetElapsedTime(since, now));
                    (times.Since, times.IsStarted) = (null, true);
                    break;
            }
        }
    }

    private Times Of(string application) => applications.GetOrAdd(application, _ => new Times());
}
