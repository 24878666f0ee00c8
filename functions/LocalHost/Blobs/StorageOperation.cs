using System.Text;
using Azure.Core;

namespace LocalHost.Blobs;

/// <summary>Names what a request to storage does, by table or container.</summary>
internal static class StorageOperation
{
    /// <summary>A table and its operation: "Lists: row written".</summary>
    public static string OfTable(Request request)
    {
        // The emulator's addresses carry the account in the path: /account/Table(PartitionKey='…',RowKey='…').
        var resource = request.Uri.ToUri().AbsolutePath.Split('/', 3).Last();
        if (resource.EndsWith("$batch", StringComparison.Ordinal)) return $"{BatchTable(request.Content)}: transaction";
        var table = resource.Split('(', 2);
        var isPoint = table.Length == 2 && table[1].Length > 1;
        return $"{table[0]}: {request.Method.Method switch
        {
            "GET" => isPoint ? "row read" : "query",
            "DELETE" => "row deleted",
            _ => "row written",
        }}";
    }

    /// <summary>A container and the REST operation: "incoming: PUT block".</summary>
    public static string OfBlob(Request request)
    {
        var uri = request.Uri.ToUri();
        var what = uri.Query.TrimStart('?').Split('&').Select(part => part.Split('=', 2)).FirstOrDefault(part => part[0] == "comp")?.ElementAtOrDefault(1);
        var copy = request.Headers.Contains("x-ms-copy-source") ? " copy" : "";
        return $"{uri.AbsolutePath.Split('/', 4).ElementAtOrDefault(2)}: {request.Method.Method}{copy}{(what is null ? "" : $" {what}")}";
    }

    // A transaction's address names no table; the requests in its body do.
    private static string BatchTable(RequestContent? content)
    {
        var head = new HeadStream();
        content?.WriteTo(head, CancellationToken.None);
        var address = head.Text.Split(' ', '\n').FirstOrDefault(word => word.StartsWith("http", StringComparison.Ordinal) && word.Contains("://", StringComparison.Ordinal));
        return address is null ? "?" : new Uri(address).AbsolutePath.Split('/').Last().Split('(')[0];
    }

    /// <summary>Keeps the beginning of what is written and drops the rest.</summary>
    private sealed class HeadStream : MemoryStream
    {
        private const int Kept = 2048;

        public string Text => Encoding.UTF8.GetString(GetBuffer(), 0, (int)Length);

        public override void Write(byte[] buffer, int offset, int count) => base.Write(buffer, offset, (int)Math.Min(count, Math.Max(0, Kept - Length)));

        public override void Write(ReadOnlySpan<byte> buffer) => base.Write(buffer[..(int)Math.Min(buffer.Length, Math.Max(0, Kept - Length))]);
    }
}
