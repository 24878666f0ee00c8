using System.Buffers;
using System.Security.Cryptography;
using System.Xml;
using FunctionsApp.Documents.Checking.Formats;
using FunctionsApp.Programmes;

namespace FunctionsApp.Documents.Checking;

/// <summary>Whether a file is what its name claims, can be opened, and brings nothing along that acts by itself.</summary>
/// <remarks>Reads as readers do, and takes what they take. Memory does not grow with the file, nor with what it unpacks to.</remarks>
public static class ContentCheck
{
    private const int ReadBytes = 1024 * 1024;

    /// <summary>Whether it is what arrived; and the SHA-256 of what was read, lower-case hex.</summary>
    /// <param name="file">Seekable; read once, from its start to its end.</param>
    /// <param name="bytes">Length that arrived.</param>
    /// <param name="stated">Lower-case hex of what arrived, or as the applicant stated it; null where neither is known.</param>
    public static async Task<(Rejection? Fault, string Sha256)> CompareAsync(
        Stream file, long bytes, string? stated, CancellationToken cancellation)
    {
        var sha256 = await HashAsync(file, cancellation);
        if (file.Length == 0) return (Rejections.Empty, sha256);
        return (file.Length != bytes || (stated ?? sha256) != sha256 ? Rejections.Altered : null, sha256);
    }

    /// <summary>What is wrong with its content, null when all is well.</summary>
    /// <param name="file">Seekable; read a few times, each time from its start to its end.</param>
    /// <param name="declared">Format that the file's name claims.</param>
    public static async Task<Rejection?> RunAsync(Stream file, DocumentFormat declared, CancellationToken cancellation)
    {
        file.Position = 0;
        try
        {
            await FileFormat.Of(declared).CheckAsync(file, cancellation);
            return null;
        }
        catch (RejectedException rejected)
        {
            return rejected.Rejection;
        }
        catch (EndOfStreamException)
        {
            return Rejections.Incomplete;
        }
        catch (Exception exception) when (exception is XmlException or InvalidDataException)
        {
            return Rejections.Damaged;
        }
    }

    private static async Task<string> HashAsync(Stream file, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
        try
        {
            file.Position = 0;
            while (await file.ReadAsync(buffer.AsMemory(0, ReadBytes), cancellation) is > 0 and var read) hash.AppendData(buffer, 0, read);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
