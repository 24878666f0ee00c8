using System.Xml;
using FunctionsApp.Documents.Checking.Formats;
using FunctionsApp.Programmes;

namespace FunctionsApp.Documents.Checking;

/// <summary>Whether a file is what its name claims, can be opened, and brings nothing along that acts by itself.</summary>
/// <remarks>Reads as readers do, and takes what they take. Memory does not grow with the file, nor with what it unpacks to.</remarks>
public static class ContentCheck
{
    /// <summary>Null where it can be what arrived.</summary>
    /// <param name="length">Of what is stored.</param>
    /// <param name="bytes">Length that arrived.</param>
    public static Rejection? CompareLength(long length, long bytes) =>
        length == 0 ? Rejections.Empty : length == bytes ? null : Rejections.Altered;

    /// <summary>What is wrong with it, null when all is well; and the SHA-256 of all of it, lower-case hex.</summary>
    /// <param name="declared">Format that the file's name claims.</param>
    /// <param name="stated">Lower-case hex of what arrived, or as the applicant stated it; null where neither is known.</param>
    internal static async Task<(Rejection? Fault, string Sha256)> CompareAsync(
        HashedStream file, DocumentFormat declared, string? stated, CancellationToken cancellation)
    {
        var fault = await RunAsync(file, declared, cancellation);
        var sha256 = await file.DigestAsync(cancellation);
        return ((stated ?? sha256) == sha256 ? fault : Rejections.Altered, sha256);
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
}
