using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Scenarios.Fixtures;

/// <summary>The app's way to its tables, on which the next writes of a table fail: before they arrive, or after they are done.</summary>
internal sealed class TableFaults : HttpPipelineTransport
{
    private readonly HttpClientTransport inner = new();
    private readonly Lock gate = new();
    private (string Table, bool IsDone, int Left) fault = ("", false, 0);

    /// <summary>Writes that were to fail and have not come yet.</summary>
    public int Left
    {
        get
        {
            lock (gate) return fault.Left;
        }
    }

    /// <summary>The next tries to write to a table do not arrive.</summary>
    public void Refuse(string table, int tries) => Set((table, false, tries));

    /// <summary>The next tries to write to a table are done, and their connection is cut before the answer.</summary>
    public void CutAnswer(string table, int tries) => Set((table, true, tries));

    public override Request CreateRequest() => inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("The app waits for nothing.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var (isMet, isDone) = await TakeAsync(message.Request, message.CancellationToken);
        if (isMet && !isDone) throw new RequestFailedException("Nothing listens.");
        await inner.ProcessAsync(message);
        if (isMet) throw new HttpIOException(HttpRequestError.ResponseEnded);
    }

    private void Set((string Table, bool IsDone, int Left) next)
    {
        lock (gate) fault = next;
    }

    private async Task<(bool IsMet, bool IsDone)> TakeAsync(Request request, CancellationToken cancellation)
    {
        if (request.Method == RequestMethod.Get || Left == 0) return (false, false);
        // A transaction names its table in the body.
        var names = request.Uri.ToString();
        if (request.Content is not null)
        {
            using var body = new MemoryStream();
            await request.Content.WriteToAsync(body, cancellation);
            names += System.Text.Encoding.UTF8.GetString(body.ToArray());
        }

        lock (gate)
        {
            if (fault.Left == 0 || !names.Contains($"devstoreaccount1/{fault.Table}", StringComparison.Ordinal)) return (false, false);
            fault.Left--;
            return (true, fault.IsDone);
        }
    }
}
