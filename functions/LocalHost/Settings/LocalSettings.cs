using System.Text.Json;
using FunctionsApp.Identity;

namespace LocalHost.Settings;

/// <summary>local.settings.json: settings as an Azure app has them, and the development users by id.</summary>
public sealed record LocalSettings(IReadOnlyDictionary<string, string?> Values, IReadOnlyDictionary<string, DevUser> DevUsers)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads the file; a missing one means no settings and no users.</summary>
    /// <exception cref="LocalHostException">Not JSON, a user without name, email or roles, a role or a delegate that there is
    /// not.</exception>
    public static LocalSettings Load(string path)
    {
        if (!File.Exists(path)) return new LocalSettings(new Dictionary<string, string?>(), new Dictionary<string, DevUser>());
        try
        {
            var content = JsonSerializer.Deserialize<Content>(File.ReadAllText(path), Json);
            var users = content?.DevUsers ?? [];
            foreach (var (id, user) in users) Check(path, id, user, users.Keys);
            return new LocalSettings(
                (content?.Values ?? []).ToDictionary(setting => setting.Key.Replace("__", ":"), setting => setting.Value), users);
        }
        catch (JsonException exception)
        {
            throw new LocalHostException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    private static void Check(string path, string id, DevUser user, IEnumerable<string> users)
    {
        if (user.Roles.FirstOrDefault(role => !Enum.GetNames<Role>().Contains(role)) is { } unknown)
        {
            throw new LocalHostException(
                $"{path}: DevUsers.{id} has the role {unknown}. Roles are {string.Join(", ", Enum.GetNames<Role>())}.");
        }

        if (user.Delegate is { } other && !users.Contains(other)) throw new LocalHostException(
            $"{path}: DevUsers.{id} has the delegate {other}, who is not among the users.");
    }

    /// <summary>The staff among the users, as the settings <c>Directory:Staff:n:…</c> that App reads.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Directory()
    {
        var staff = DevUsers.Where(user => user.Value.IsStaff).OrderBy(user => user.Key, StringComparer.Ordinal);
        foreach (var (index, (id, user)) in staff.Index())
        {
            var prefix = $"Directory:Staff:{index}:";
            (string Key, string? Value)[] known =
            [
                ("Id", id), ("Name", user.Name), ("Email", user.Email), ("District", user.District),
                ("Organisation", user.Organisation), ("Delegate", user.Delegate), ("Language", user.Language),
                .. user.Roles.Index().Select(role => ($"Roles:{role.Index}", (string?)role.Item)),
            ];
            foreach (var (key, value) in known)
            {
                if (value is not null) yield return new(prefix + key, value);
            }
        }
    }

    private sealed record Content(Dictionary<string, string?>? Values = null, Dictionary<string, DevUser>? DevUsers = null);
}
