using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LocalHost.Settings;

/// <summary>
/// The signing keys of callback links and of the log of records on this machine: made once, kept with the data, never in the repository.
/// </summary>
public sealed record DevKeys(string Id, string Secret)
{
    /// <summary>Reads <c>dev-keys.json</c> of the data folder or makes it: 32 random bytes, readable by the owner only.</summary>
    public static DevKeys LoadOrCreate(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, "dev-keys.json");
        if (File.Exists(path)) return Read(path);

        var made = new DevKeys($"dev-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options)) JsonSerializer.Serialize(file, made);
        try
        {
            // Not overwriting: of two hosts that start at once on one folder, both use the first one's key.
            File.Move(draft, path, overwrite: false);
            return made;
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
            return Read(path);
        }
    }

    /// <summary>The key of the log of records is derived from the other: one file is enough here.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings() =>
    [
        new("CallbackTokens:Keys:0:Id", Id),
        new("CallbackTokens:Keys:0:Secret", Secret),
        new("Records:LogSecret", Convert.ToBase64String(HKDF.DeriveKey(
            HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(Secret), outputLength: 32, info: "log of records"u8.ToArray()))),
    ];

    private static DevKeys Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<DevKeys>(File.ReadAllText(path)) is { Id.Length: > 0, Secret.Length: > 0 } keys
                ? keys
                : throw new LocalHostException($"{path} holds no key. Delete it and LocalHost makes a new one.");
        }
        catch (JsonException exception)
        {
            throw new LocalHostException($"{path} is not JSON. Delete it and LocalHost makes a new one.", exception);
        }
    }
}
