using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.People.Sheets;

/// <summary>A sheet as it is uploaded.</summary>
internal static class SheetFile
{
    /// <summary>2 MiB: the file comes back with the form that confirms it.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    /// <exception cref="ProblemException">sheet-too-large, body-cut-off.</exception>
    public static async Task<byte[]> ReadAsync(Stream body, CancellationToken cancellation)
    {
        using var file = new MemoryStream();
        try
        {
            await new BoundedStream(body, MaxBytes, SheetProblems.SheetTooLarge).CopyToAsync(file, cancellation);
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            throw PlatformProblems.BodyCutOff.With();
        }

        return file.ToArray();
    }

    /// <summary>The import, where it did all it was to do.</summary>
    /// <exception cref="ProblemException">import-refused, import-overtaken, with every fault.</exception>
    public static Imported Required(this Imported imported)
    {
        if (imported.Plan.Faults.Count > 0) throw SheetProblems.ImportRefused.With(Members(imported.Plan.Faults));
        return imported.Overtaken.Count == 0 ? imported : throw SheetProblems.ImportOvertaken.With(Members(imported.Overtaken));
    }

    private static List<MemberFault> Members(IReadOnlyList<SheetFault> faults) => [.. faults.Select(fault => fault.AsMember())];
}
