using System.Text;
using System.Xml;
using FunctionsApp.Documents.Checking;
using FunctionsApp.Documents.Checking.Formats;
using FunctionsApp.Mail;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Sheets;
using FunctionsApp.Records.Log;
using FunctionsApp.Records.Verifying;
using FunctionsApp.Warnings.Cap;
using FunctionsApp.Warnings.National;

namespace App.Tests.Fuzzing;

/// <summary>A parser that reads what strangers send: it reads any bytes, or refuses them as it promises.</summary>
/// <param name="Read">Throws nothing but what <paramref name="Refuses"/>.</param>
/// <param name="Seeds">Where files are that it takes: folders and patterns below the tests of App.</param>
internal sealed record FuzzTarget(
    string Name, Func<byte[], Task> Read, Func<Exception, bool> Refuses, params IReadOnlyList<(string Folder, string Pattern)> Seeds)
{
    /// <summary>Bytes that a reading may allocate, beside what each byte of the input costs: the same on every machine.</summary>
    private const long MaxAllocated = 256L * 1024 * 1024;

    /// <summary>Every format of documents, and each other parser.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        .. FileFormat.All.Select(OfFormat),
        new("sheet", ReadSheetAsync, fault => fault is SheetException, ("Documents/Checking/Cases", "*.xlsx")),
        new("cap", file => Run(() => CheckCap.Of(Encoding.UTF8.GetString(file))), fault => fault is ProblemException,
            ("Warnings/Cap", "*.xml")),
        new("national", file => Run(() => NationalReader.Read(Encoding.UTF8.GetString(file))), fault => fault is ProblemException),
        new("proof", file => Run(() => InclusionProof.Parse(Encoding.UTF8.GetString(file)).Fault(key: null)),
            fault => fault is FormatException),
        new("checkpoint", file => Run(() => Checkpoint.Parse(Encoding.UTF8.GetString(file))), fault => fault is FormatException),
        new("dossier", file => VerifyDossier.RunAsync(new MemoryStream(file), key: null, CancellationToken.None), _ => false,
            ("Documents/Checking/Cases", "*.docx")),
        new("delivery-report", ReadReportAsync, fault => fault is ProblemException),
    ];

    /// <summary>Its own corpus and what else it takes, in the order of their names.</summary>
    /// <param name="tests">Folder of the tests of App.</param>
    public IReadOnlyList<string> Files(string tests) =>
    [
        .. from seed in Seeds.Append((Folder: $"Fuzzing/Corpus/{Name}", Pattern: "*"))
           let folder = Path.Combine(tests, seed.Folder)
           where Directory.Exists(folder)
           from file in Directory.EnumerateFiles(folder, seed.Pattern).Order(StringComparer.Ordinal)
           select file,
    ];

    /// <summary>Null when the parser read it, or refused it as it promises; otherwise what went wrong.</summary>
    public async Task<string?> FaultAsync(byte[] input)
    {
        // Other tests allocate at the same time: only this thread counts, which reads from memory and so has no reason to change.
        var (thread, before) = (Environment.CurrentManagedThreadId, GC.GetAllocatedBytesForCurrentThread());
        try
        {
            await Read(input);
        }
        catch (Exception exception) when (Refuses(exception))
        {
            // As it promises.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return exception.ToString();
        }

        if (thread != Environment.CurrentManagedThreadId) return null;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return allocated > MaxAllocated + (1000L * input.Length) ? $"{allocated} bytes were allocated" : null;
    }

    private static FuzzTarget OfFormat(FileFormat format) => new(
        format.Format.ToString().ToLowerInvariant(),
        file => format.CheckAsync(new MemoryStream(file), CancellationToken.None),
        fault => fault is RejectedException or EndOfStreamException or InvalidDataException or XmlException,
        [.. format.Extensions.Select(extension => ("Documents/Checking/Cases", $"*{extension}"))]);

    private static Task ReadSheetAsync(byte[] file) => Run(() =>
    {
        using var rows = ReadSheet.Open(new MemoryStream(file), most: 1000);
        while (rows.Read()) rows.ToRow();
    });

    /// <summary>A mail, or the body of a report alone where it begins with that boundary.</summary>
    private static Task ReadReportAsync(byte[] file) => ReadReport.OfAsync(
        file.AsSpan().StartsWith("--frontier"u8) ? $"{ReadReport.ReportMedia}; boundary=frontier" : ReadReport.MailMedia,
        new MemoryStream(file), CancellationToken.None);

    private static Task Run(Action read)
    {
        read();
        return Task.CompletedTask;
    }
}
