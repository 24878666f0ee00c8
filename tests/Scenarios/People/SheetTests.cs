using System.Net;

namespace Scenarios.People;

/// <summary>The register as a file, from its page.</summary>
public sealed class SheetTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    [Fact]
    public async Task Export_FromThePage_IsForAdministratorsAlone()
    {
        using var admin = new ScriptlessBrowser(city, "admin");
        using var wu = new ScriptlessBrowser(city, "wu");
        const string link = "/api/people/export?format=csv&role=Administrator&district=&sector=";

        Assert.Contains($"href=\"{link}\"", (await admin.OpenAsync("/people?role=Administrator")).Text, StringComparison.Ordinal);
        var sheet = await admin.OpenAsync(link);
        Assert.Contains("\nadmin,管理员,", sheet.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("\nwu,", sheet.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await wu.OpenAsync(link)).Status);
    }
}
