using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FunctionsApp.Duplicates;

/// <summary>What of an application is compared.</summary>
public enum ComparedKind
{
    /// <summary>The type names the document.</summary>
    Document = 1,

    /// <summary>The long texts of the form, as one.</summary>
    Form,

    /// <summary>The answer to a field that names the project's leader; the type is the field's key.</summary>
    Lead,

    /// <summary>The answer to a field with the number of a project; the type is the field's key.</summary>
    ProjectNumber,

    /// <summary>An organisation that applies, alone or with others, with the title; the type is its credit code.</summary>
    Project,
}

/// <summary>What the comparison knows of one document, form or answer of a submitted application.</summary>
/// <param name="Type">Of the document, or key of the field; empty for the form.</param>
/// <param name="Version">Of the document; the round of corrections for what is in the form, 0 for the first submission.</param>
/// <param name="Digest">The first 16 bytes of the SHA-256 of the file, or of the answer as it is compared.</param>
/// <param name="Signature">Of the text; null where there is none to compare.</param>
public sealed record Fingerprint(
    string Application, ComparedKind Kind, string Type, int Version, byte[] Digest, byte[]? Signature = null)
{
    /// <summary>Bytes of one in the index.</summary>
    public const int Size = 384;

    public const int DigestBytes = 16;
    private const int TypeBytes = 60;
    private const byte Format = 1;
    private const int KindAt = 1, FlagAt = 2, VersionAt = 4, ApplicationAt = 8, TypeAt = ApplicationAt + Platform.Ids.Length;
    private const int DigestAt = TypeAt + TypeBytes, SignatureAt = Size - Duplicates.Signature.Bytes;

    /// <summary>Of an answer: the same for the same letters and digits.</summary>
    public static byte[] DigestOf(string answer)
    {
        var words = string.Join(' ', Words.Of(answer).Select(word => word.Hash.ToString("x16")));
        return SHA256.HashData(Encoding.UTF8.GetBytes(words))[..DigestBytes];
    }

    public void Write(Span<byte> record)
    {
        record[..Size].Clear();
        record[0] = Format;
        record[KindAt] = (byte)Kind;
        record[FlagAt] = (byte)(Signature is null ? 0 : 1);
        BinaryPrimitives.WriteInt32LittleEndian(record[VersionAt..], Version);
        Encoding.ASCII.GetBytes(Application, record.Slice(ApplicationAt, Platform.Ids.Length));
        Encoding.ASCII.GetBytes(Type, record.Slice(TypeAt, TypeBytes));
        Digest.CopyTo(record[DigestAt..]);
        Signature?.CopyTo(record[SignatureAt..]);
    }

    public static Fingerprint Read(ReadOnlySpan<byte> record) => new(
        Encoding.ASCII.GetString(record.Slice(ApplicationAt, Platform.Ids.Length)), KindOf(record),
        Encoding.ASCII.GetString(record.Slice(TypeAt, TypeBytes)).TrimEnd('\0'),
        BinaryPrimitives.ReadInt32LittleEndian(record[VersionAt..]), record.Slice(DigestAt, DigestBytes).ToArray(),
        record[FlagAt] == 0 ? null : SignatureOf(record).ToArray());

    /// <summary>False for a record of a later format.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> record) => record[0] == Format;

    public static ComparedKind KindOf(ReadOnlySpan<byte> record) => (ComparedKind)record[KindAt];

    public static ReadOnlySpan<byte> DigestOf(ReadOnlySpan<byte> record) => record.Slice(DigestAt, DigestBytes);

    /// <summary>All zero where there is none.</summary>
    public static ReadOnlySpan<byte> SignatureOf(ReadOnlySpan<byte> record) => record.Slice(SignatureAt, Duplicates.Signature.Bytes);

    public static bool HasSignature(ReadOnlySpan<byte> record) => record[FlagAt] != 0;

    public static bool IsOf(ReadOnlySpan<byte> record, ReadOnlySpan<byte> application) =>
        record.Slice(ApplicationAt, Platform.Ids.Length).SequenceEqual(application);
}
