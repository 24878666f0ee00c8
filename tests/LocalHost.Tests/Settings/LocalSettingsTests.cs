using LocalHost.Settings;

namespace LocalHost.Tests.Settings;

public sealed class LocalSettingsTests : IDisposable
{
    private readonly string path = Path.Combine(Directory.CreateTempSubdirectory("local-settings-").FullName, "local.settings.json");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    [Fact]
    public void Load_User_HasItsRoles() => Assert.Equal(["DistrictOfficer"], Load("""{ "Name": "A", "Email": "a@b", "Roles": ["DistrictOfficer"] }""").DevUsers["a"].Roles);

    [Theory]
    [InlineData("""{ "Name": "A", "Email": "a@b", "Roles": ["DistrictOficer"] }""", "DevUsers.a has the role DistrictOficer. Roles are Applicant,")]
    [InlineData("""{ "Name": "A", "Email": "a@b", "Roles": ["3"] }""", "DevUsers.a has the role 3.")]
    [InlineData("""{ "Name": "A", "Email": "a@b", "Roles": [], "Delegate": "wo" }""", "DevUsers.a has the delegate wo, who is not among the users.")]
    [InlineData("""{ "Name": "A", "Email": "a@b", "Rolls": ["Expert"] }""", "cannot be read")]
    [InlineData("""{ "Name": "A", "Email": "a@b", "Roles": [], "Town": "x" }""", "Town")]
    public void Load_Misspelt_NamesFileAndPlace(string user, string expected)
    {
        var refused = Assert.Throws<LocalHostException>(() => Load(user));

        Assert.StartsWith(path, refused.Message);
        Assert.Contains(expected, refused.Message);
    }

    private LocalSettings Load(string user)
    {
        File.WriteAllText(path, $$"""{ "DevUsers": { "a": {{user}} } }""");
        return LocalSettings.Load(path);
    }
}
