using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Azure.Storage.Blobs;
using FunctionsApp.Platform.Messaging;

namespace FunctionsApp.Documents.Scanning;

/// <summary>Streams a document to ClamAV's clamd through one buffer (command INSTREAM), over TCP or a socket of this machine.</summary>
/// <param name="patience">For all of a scan, from the connection to the answer.</param>
public sealed class ClamdScan(EndPoint address, TimeSpan patience, TimeProvider time) : IMalwareScan
{
    private const int ChunkBytes = 128 * 1024;
    private const int LengthBytes = sizeof(uint);

    /// <summary>Bytes of the longest answer that is read; a signature's name has less than 200.</summary>
    private const int LongestAnswer = 1024;

    public async Task<ScanResult> ScanAsync(BlobClient blob, Stream content, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            return ClamdAnswer.Read(await AskAsync(content, either.Token));
        }
        catch (OperationCanceledException exception) when (late.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new OutageException($"clamd has not answered within {patience}", exception);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            throw new OutageException("clamd cannot be reached, or ended the connection without an answer", exception);
        }
    }

    private async Task<string> AskAsync(Stream content, CancellationToken cancellation)
    {
        using var socket = address is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address, cancellation);
        await using var stream = new NetworkStream(socket);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var question = new Question(stream, content);
        var sending = question.SendAsync(stop.Token);
        var answering = ReadAsync(stream, stop.Token);
        try
        {
            // Where clamd ends the connection early, as above its size limit, its answer is still there to be read.
            var first = await Task.WhenAny(sending, answering);
            if (first == sending && sending is { IsFaulted: true, Exception.InnerException: not IOException }) await sending;

            var answer = await answering;
            if (answer != ClamdAnswer.Ok) return answer;
            // It cannot know what it has not seen.
            if (!question.IsSent) throw new OutageException("clamd answered OK before it had the document");
            await sending;
            return answer;
        }
        finally
        {
            await stop.CancelAsync();
            // Both use the connection, and the sender the content: neither may outlive this call.
            await ((Task)Task.WhenAll(sending, answering)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The answer up to its NUL.</summary>
    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var buffer = new byte[LongestAnswer];
        for (var length = 0; length < buffer.Length;)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellation);
            if (read == 0) throw new EndOfStreamException("The answer was cut off.");
            var end = Array.IndexOf(buffer, (byte)0, length, read);
            if (end >= 0) return Encoding.UTF8.GetString(buffer, 0, end);
            length += read;
        }

        throw new OutageException("clamd's answer does not end");
    }

    private sealed class Question(NetworkStream stream, Stream content)
    {
        private volatile bool isSent;

        /// <summary>From the moment at which its end is sent: the answer may be faster than this side notices.</summary>
        public bool IsSent => isSent;

        public async Task SendAsync(CancellationToken cancellation)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(LengthBytes + ChunkBytes);
            try
            {
                await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), cancellation);
                content.Position = 0;
                while (await content.ReadAsync(buffer.AsMemory(LengthBytes, ChunkBytes), cancellation) is > 0 and var read)
                {
                    BinaryPrimitives.WriteUInt32BigEndian(buffer, (uint)read);
                    await stream.WriteAsync(buffer.AsMemory(0, LengthBytes + read), cancellation);
                }

                isSent = true;
                await stream.WriteAsync(new byte[LengthBytes], cancellation);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }
}
