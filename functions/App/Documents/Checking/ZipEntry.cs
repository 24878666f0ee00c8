namespace FunctionsApp.Documents.Checking;

/// <summary>A file in a ZIP file, as the central directory has it.</summary>
/// <param name="Name">With slashes, without a leading one.</param>
/// <param name="RawName">The bytes of the name.</param>
/// <param name="Packed">Bytes in the ZIP file.</param>
/// <param name="Unpacked">Bytes that it unpacks to.</param>
/// <param name="HeaderAt">Where its local header begins.</param>
internal sealed record ZipEntry(
    string Name, byte[] RawName, ushort Flags, ushort Method, uint Crc, long Packed, long Unpacked, long HeaderAt)
{
    private const uint UnixKind = 0xF000_0000;
    private const uint UnixLink = 0xA000_0000;

    public const ushort Stored = 0;
    public const ushort Deflated = 8;

    /// <summary>The header's where the Unicode path beside it has another, which is <see cref="Name"/>; null otherwise.</summary>
    public string? OtherName { get; init; }

    /// <summary>The extra field of the Unicode path; empty when there is none.</summary>
    public byte[] UnicodePath { get; init; } = [];

    /// <summary>As the system that wrote it describes the file: of Unix the mode, in the upper half.</summary>
    public uint Attributes { get; init; }

    /// <summary>Unpacked it is a link, whatever it is named.</summary>
    public bool IsLink => (Attributes & UnixKind) == UnixLink;

    /// <summary>Sizes and checksum follow the data.</summary>
    public bool HasDescriptor => (Flags & 8) != 0;
}
