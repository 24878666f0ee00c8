using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LocalHost.Durable;

/// <summary>Durable Task's GUIDs of an orchestration: RFC 9562 version 5 over instance, turn time and a counter.</summary>
internal static class DeterministicGuid
{
    private static readonly byte[] Space = new Guid("9e952958-5e33-4daf-827f-2fa12937b875").ToByteArray(bigEndian: true);

    public static Guid Create(string instanceId, DateTime time, int counter)
    {
        var name = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{instanceId}_{time:o}_{counter}"));
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // Version 5 is defined with SHA-1; nothing is protected by it.
        SHA1.HashData([.. Space, .. name], hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
