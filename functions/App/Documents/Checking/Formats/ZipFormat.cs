using FunctionsApp.Platform.Sheets;
using FunctionsApp.Programmes;

namespace FunctionsApp.Documents.Checking.Formats;

/// <summary>An archive of files that each are of a known format and pass its check; an archive may have one more in it.</summary>
/// <remarks>
/// Names without the mark of UTF-8 are read as UTF-8 where they are, and otherwise as GB18030, as Chinese Windows writes them. All that it
/// unpacks to, with the archives and packages in it, counts towards one budget: nesting gains nothing.
/// </remarks>
internal sealed class ZipFormat : FileFormat
{
    /// <summary>Files and folders of one archive.</summary>
    public const int MaxFiles = 1000;

    /// <summary>Archives in each other.</summary>
    public const int MaxDepth = 2;

    /// <summary>Names that Windows takes for devices, with any extension.</summary>
    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(number => new[] { $"COM{number}", $"LPT{number}" })],
        StringComparer.OrdinalIgnoreCase);

    public override DocumentFormat Format => DocumentFormat.Zip;

    public override string Name => "ZIP";

    public override IReadOnlyList<string> Extensions { get; } = [".zip"];

    public override string MediaType => "application/zip";

    internal override async Task CheckAsync(Stream file, CancellationToken cancellation)
    {
        var depth = ((file as ArchivedFile)?.Depth ?? 0) + 1;
        if (depth > MaxDepth) throw new RejectedException(Rejections.NestedTooDeep);
        var content = await ZipDirectory.ReadAsync(file, cancellation, TextEncoding.Chinese)
            ?? throw new RejectedException(Rejections.NotA(Format));
        if (content.Entries.Count > MaxFiles) throw new RejectedException(Rejections.TooManyFiles);
        content.RequireRoom();
        var files = 0;
        for (var index = 0; index < content.Entries.Count; index++)
        {
            if (await CheckEntryAsync(content, index, depth, cancellation)) files++;
        }

        if (files == 0) throw new RejectedException(Rejections.Empty);
    }

    /// <summary>Whether it is a file of the applicant's.</summary>
    private static async Task<bool> CheckEntryAsync(ZipContent content, int index, int depth, CancellationToken cancellation)
    {
        var entry = content.Entries[index];
        if (!IsSafe(entry)) throw new RejectedException(Rejections.UnsafeName);
        await using var part = await content.OpenAsync(index, cancellation);
        if (entry.Name.EndsWith('/'))
        {
            if (await part.ReadAsync(new byte[1], cancellation) == 0) return false;
            throw new RejectedException(Rejections.In(entry.Name, Rejections.ArchiveFile));
        }

        if (ArchiveLeftover.Of(entry.Name) is { } leftover)
        {
            if (await leftover.FaultAsync(part, cancellation) is not { } other) return false;
            throw new RejectedException(Rejections.In(entry.Name, other));
        }

        var format = ByExtension(entry.Name) ?? throw new RejectedException(Rejections.In(entry.Name, Rejections.ArchiveFile));
        await using var taken = new ArchivedFile(content.Budget, depth);
        await part.CopyToAsync(taken, cancellation);
        var fault = taken.Length == 0 ? Rejections.Empty : await ContentCheck.RunAsync(taken, format.Format, cancellation);
        return fault is null ? true : throw new RejectedException(Rejections.In(entry.Name, fault));
    }

    /// <summary>Unpacked on any system it stays below the folder that it is unpacked to, and reads as what it is.</summary>
    private static bool IsSafe(ZipEntry entry) =>
        !entry.IsLink && entry.RawName[0] is not ((byte)'/' or (byte)'\\')
        && IsSafe(entry.Name) && (entry.OtherName is not { } other || IsSafe(other));

    private static bool IsSafe(string name) =>
        name.Split('/', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } segments && segments.All(IsSafeSegment);

    private static bool IsSafeSegment(string segment) =>
        segment.Length <= FileName.MaxLength && !segment.AsSpan().ContainsAny("<>:\"|?*") && segment[^1] is not ('.' or ' ')
        && !Devices.Contains(segment.Split('.')[0].TrimEnd())
        && !segment.EnumerateRunes().Any(FileName.IsInvisible);
}
