using System.Runtime.ExceptionServices;
using Azure;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Retention;

/// <summary>Pieces of a night's work: one that fails must not keep the others, and the next night tries it again.</summary>
internal sealed class EachInTurn
{
    private Exception? first;

    public async Task TryAsync(Func<Task> run, CancellationToken cancellation)
    {
        try
        {
            await run();
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested
            && (exception is RequestFailedException or ProblemException or StaleStateException || Outage.Is(exception)))
        {
            first ??= exception;
        }
    }

    public void ThrowFirst()
    {
        if (first is not null) ExceptionDispatchInfo.Throw(first);
    }
}
