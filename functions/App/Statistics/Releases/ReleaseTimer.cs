using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Statistics.Releases;

public sealed class ReleaseTimer(ReleaseDesk desk)
{
    /// <summary>
    /// Daily 10:00 Asia/Shanghai, written in UTC, and once more five minutes later: a tick may come a moment early, and nothing is
    /// released before its moment. A missed tick is made up by the next; a repeated one finds the work done.
    /// </summary>
    [Function(MakeRelease.Actor)]
    public Task ReleaseAsync([TimerTrigger("0 0,5 2 * * *")] TimerInfo timer, CancellationToken cancellation) =>
        desk.KeepAsync(cancellation);
}
