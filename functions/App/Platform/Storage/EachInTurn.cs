using System.Runtime.ExceptionServices;
using Azure;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;

namespace FunctionsApp.Platform.Storage;

/// <summary>Pieces of a timer's work: one that fails must not keep the others, and the next tick tries it again.</summary>
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

    /// <summary>Throws the first failure, so that the tick counts as failed.</summary>
    public void ThrowFirst()
    {
        if (first is not null) ExceptionDispatchInfo.Throw(first);
    }
}
