using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FunctionsApp.Documents.Checking;

/// <summary>Whether an encrypted PDF opens without a password.</summary>
/// <remarks>
/// Source: ISO 32000-2, 7.6.4: it does when the empty password is its user's password. Old files are checked by the ciphers of their time.
/// </remarks>
internal static class PdfPassword
{
    /// <summary>What fills up a password; all of an empty one.</summary>
    private static readonly byte[] Padding =
    [
        0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08,
        0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
    ];

    /// <summary>Also for a file that is encrypted for certificates, or in a way that readers do not know.</summary>
    /// <param name="encryption">The file's encryption dictionary.</param>
    /// <param name="id">The first half of its identifier.</param>
    public static bool IsAskedFor(PdfDictionary encryption, byte[] id)
    {
        if (encryption.Name("Filter") != "Standard") return true;
        var user = encryption.Bytes("U");
        return encryption.Number("R") switch
        {
            2 when user.Length >= 32 => !Rc4(Key(encryption, id), Padding).AsSpan().SequenceEqual(user.AsSpan(0, 32)),
            3 or 4 when user.Length >= 16 => !Mark(Key(encryption, id), id).AsSpan().SequenceEqual(user.AsSpan(0, 16)),
            5 when user.Length >= 48 => !SHA256.HashData(user.AsSpan(32, 8)).AsSpan().SequenceEqual(user.AsSpan(0, 32)),
            6 when user.Length >= 48 => !Hash(user.AsSpan(32, 8)).SequenceEqual(user.AsSpan(0, 32)),
            _ => true,
        };
    }

    // Algorithm 2, for the empty password.
    private static byte[] Key(PdfDictionary encryption, byte[] id)
    {
        var (revision, owner) = (encryption.Number("R"), encryption.Bytes("O"));
        var permissions = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(permissions, unchecked((int)(encryption.Number("P") ?? 0)));
        byte[] all = [.. Padding, .. owner.AsSpan(0, Math.Min(32, owner.Length)), .. permissions, .. id];
        if (revision == 4 && encryption.Bool("EncryptMetadata") == false) all = [.. all, 0xFF, 0xFF, 0xFF, 0xFF];
        var bits = encryption.Number("V") switch { 4 => 128, 1 => 40, _ => encryption.Number("Length") ?? 40 };
        var length = (int)Math.Clamp(bits / 8, 5, 16);
        var key = MD5.HashData(all);
        for (var i = 0; revision >= 3 && i < 50; i++) key = MD5.HashData(key.AsSpan(0, length));
        return key[..length];
    }

    // Algorithm 5.
    private static byte[] Mark(byte[] key, byte[] id)
    {
        var mark = MD5.HashData([.. Padding, .. id]);
        for (var i = 0; i < 20; i++) mark = Rc4(Array.ConvertAll(key, value => (byte)(value ^ i)), mark);
        return mark;
    }

    // Algorithm 2.B, for the empty password.
    private static ReadOnlySpan<byte> Hash(ReadOnlySpan<byte> salt)
    {
        var key = SHA256.HashData(salt);
        byte last = 0;
        for (var round = 0; round < 64 || last > round - 32; round++)
        {
            using var aes = Aes.Create();
            aes.Key = key[..16];
            var repeated = Enumerable.Repeat(key, 64).SelectMany(each => each).ToArray();
            var encrypted = aes.EncryptCbc(repeated, key.AsSpan(16, 16), PaddingMode.None);
            key = (encrypted.Take(16).Sum(value => value) % 3) switch
            {
                0 => SHA256.HashData(encrypted),
                1 => SHA384.HashData(encrypted),
                _ => SHA512.HashData(encrypted),
            };
            last = encrypted[^1];
        }

        return key.AsSpan(0, 32);
    }

    private static byte[] Rc4(byte[] key, byte[] data)
    {
        var state = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        for (int i = 0, j = 0; i < 256; i++)
        {
            j = (j + state[i] + key[i % key.Length]) & 255;
            (state[i], state[j]) = (state[j], state[i]);
        }

        var result = new byte[data.Length];
        for (int n = 0, i = 0, j = 0; n < data.Length; n++)
        {
            i = (i + 1) & 255;
            j = (j + state[i]) & 255;
            (state[i], state[j]) = (state[j], state[i]);
            result[n] = (byte)(data[n] ^ state[(state[i] + state[j]) & 255]);
        }

        return result;
    }
}
