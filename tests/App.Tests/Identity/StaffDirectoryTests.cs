using FunctionsApp.City;
using FunctionsApp.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace App.Tests.Identity;

public sealed class StaffDirectoryTests
{
    [Theory]
    [InlineData("91440300MA5EXA1291")]
    [InlineData("91440300ma5exa1291")]
    [InlineData(" 9144-0300-MA5EXA129\u200B1 ")]
    public void Organisation_HoweverTheSettingsWriteIt_IsTheCode(string written) =>
        Assert.Equal(CreditCode.Parse("91440300MA5EXA1291"), Bind(written).Organisation);

    [Fact]
    public void Organisation_Absent_IsNone() => Assert.Null(Bind(null).Organisation);

    [Fact]
    public void Organisation_ThatIsNoCode_StopsTheStart() => Assert.Throws<OptionsValidationException>(() => Bind("91440300MA5EXA1290"));

    [Fact]
    public void Roles_ByName_AreTheMembers() => Assert.Equal([Role.Expert], Bind(null, "Expert").Roles);

    [Fact]
    public void Roles_Misspelt_StopTheStart() =>
        Assert.Contains(
            "Roles are Applicant", Assert.Throws<OptionsValidationException>(() => Bind(null, "Expert", "DistrictOficer")).Message);

    private static StaffMember Bind(string? organisation, params IReadOnlyList<string> roles)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Directory:Staff:0:Id"] = "a", ["Directory:Staff:0:Name"] = "A", ["Directory:Staff:0:Email"] = "a@x.cn", ["Directory:Staff:0:Organisation"] = organisation,
        };
        foreach (var (number, role) in roles.Index()) settings[$"Directory:Staff:0:Roles:{number}"] = role;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddIdentity();
        using var host = builder.Build();
        return Assert.Single(host.Services.GetRequiredService<IOptions<StaffOptions>>().Value.Staff);
    }
}
