using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Identity;

/// <summary>
/// Keys of ASP.NET Core's data protection (the tokens of forms), derived from those of the callback tokens by HKDF: every instance has the
/// same ones, and none is written anywhere.
/// </summary>
/// <remarks>A form that was shown before a key was dropped is refused like one of another person; the page shown again works.</remarks>
public sealed class DerivedKeys(IOptions<CallbackOptions> options) : IXmlRepository
{
    private const int MasterKeyBytes = 64;
    private const int IdBytes = 16;

    // Data protection uses the key that was activated last, and none that has expired; the callback keys have no dates.
    private static readonly DateTime First = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Never = new(9000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public IReadOnlyCollection<XElement> GetAllElements() => [.. options.Value.Keys.Select(Element)];

    /// <exception cref="NotSupportedException">Always: keys are never made.</exception>
    public void StoreElement(XElement element, string friendlyName) =>
        throw new NotSupportedException("Keys of data protection are derived, and never stored.");

    private static XElement Element(CallbackKey key, int place)
    {
        var secret = Convert.FromBase64String(key.Secret);
        using var master = new Secret(Derive(secret, "data protection", MasterKeyBytes));
        var descriptor = new AuthenticatedEncryptorDescriptor(new AuthenticatedEncryptorConfiguration(), master).ExportToXml();
        return new XElement("key",
            new XAttribute("id", new Guid(Derive(secret, "id of data protection", IdBytes))),
            new XAttribute("version", 1),
            new XElement("creationDate", First),
            // Key 0 of the setting protects, all unprotect.
            new XElement("activationDate", First.AddDays(-place)),
            new XElement("expirationDate", Never),
            new XElement("descriptor",
                new XAttribute("deserializerType", descriptor.DeserializerType.AssemblyQualifiedName!),
                descriptor.SerializedDescriptorElement));
    }

    internal static byte[] Derive(byte[] secret, string purpose, int bytes) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, bytes, info: Encoding.UTF8.GetBytes($"functions-app {purpose}"));
}
