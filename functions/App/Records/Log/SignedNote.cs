using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace FunctionsApp.Records.Log;

/// <summary>The public half of the log's key.</summary>
/// <param name="Name">Of the log, without spaces and plus signs.</param>
/// <param name="Public">32 bytes.</param>
public sealed record NoteVerifier(string Name, byte[] Public)
{
    /// <summary>Ed25519. Source: C2SP signed-note.</summary>
    private const byte Kind = 1;

    /// <summary>Which of several keys of a name signed.</summary>
    public uint Id => BinaryPrimitives.ReadUInt32BigEndian(
        SHA256.HashData([.. Encoding.UTF8.GetBytes(Name), (byte)'\n', Kind, .. Public]));

    /// <summary>As tools take it: name, id and key, joined by plus signs.</summary>
    public string Text => $"{Name}+{Id:x8}+{Convert.ToBase64String([Kind, .. Public])}";

    /// <exception cref="FormatException">It is no key of the kind Ed25519.</exception>
    public static NoteVerifier Parse(string text)
    {
        var parts = text.Trim().Split('+', 3);
        if (parts.Length == 3 && parts[0].Length > 0)
        {
            var bytes = new byte[parts[2].Length];
            if (Convert.TryFromBase64String(parts[2], bytes, out var count) && count == 33 && bytes[0] == Kind)
            {
                var verifier = new NoteVerifier(parts[0], bytes[1..33]);
                if (verifier.Text == text.Trim()) return verifier;
            }
        }

        throw new FormatException("A verifier key is <name>+<8 hex digits>+<base64 of an Ed25519 key>.");
    }

    /// <summary>Whether the text of a note is signed by this key.</summary>
    public bool Verifies(SignedNote note) => note.Signatures.Any(signature =>
        signature.Name == Name && signature.KeyId == Id && signature.Bytes.Length == 64
        && Ed25519.Verify(signature.Bytes, 0, Public, 0, note.Signed, 0, note.Signed.Length));
}

/// <summary>The log's key.</summary>
/// <param name="name">Of the log.</param>
/// <param name="secret">32 bytes.</param>
public sealed class NoteSigner(string name, byte[] secret)
{
    public NoteVerifier Verifier { get; } = new(name, PublicOf(secret));

    /// <param name="text">Lines, the last one ended too.</param>
    public string Sign(string text)
    {
        var signed = Encoding.UTF8.GetBytes(text);
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(secret, 0, signed, 0, signed.Length, signature, 0);
        var id = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(id, Verifier.Id);
        return $"{text}\n\u2014 {name} {Convert.ToBase64String([.. id, .. signature])}\n";
    }

    private static byte[] PublicOf(byte[] secret)
    {
        var key = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(secret, 0, key, 0);
        return key;
    }
}

/// <summary>A signature of a note.</summary>
public sealed record NoteSignature(string Name, uint KeyId, byte[] Bytes);

/// <summary>A text with signatures under it. Source: C2SP signed-note.</summary>
/// <param name="Text">Lines, the last one ended too.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>The bytes that are signed.</summary>
    internal byte[] Signed => Encoding.UTF8.GetBytes(Text);

    /// <exception cref="FormatException">It is none.</exception>
    public static SignedNote Parse(string note)
    {
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || end + 2 == note.Length || !note.EndsWith('\n'))
        {
            throw new FormatException("A signed note has its signatures after an empty line.");
        }

        return new SignedNote(note[..(end + 1)], [.. note[(end + 2)..^1].Split('\n').Select(Signature)]);
    }

    private static NoteSignature Signature(string line)
    {
        var parts = line.Split(' ');
        if (parts.Length != 3 || parts[0] != "\u2014" || parts[1].Length == 0) throw new FormatException("A line is no signature.");
        var bytes = Convert.FromBase64String(parts[2]);
        // Base64 has several spellings of some bytes; one is taken.
        return bytes.Length > 4 && Convert.ToBase64String(bytes) == parts[2]
            ? new NoteSignature(parts[1], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[4..])
            : throw new FormatException("A signature is too short, or spelt in another way.");
    }
}
