using FunctionsApp.Reviews;
using LocalHost.Durable;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Reviews;

/// <summary>host.json's defaultVersion is raised, and lowered again, while reviews run.</summary>
public sealed class VersionTests
{
    [Fact]
    public async Task Review_RolledForwardAndBack_KeepsItsVersionAndEnds()
    {
        await using var city = new VersionedCity("1.0");
        await city.InitializeAsync();
        var application = await city.SubmitAsync("Forward and back");

        application = await city.DeployAsync("2.0", application);
        await application.DecideAsync("District", "Approve");
        // The stage was opened by newer code; the older one takes it over.
        Assert.Equal("1.0", city.VersionOf(application.Id, "Department"));
        application = await city.DeployAsync("1.0", application);
        foreach (var stage in new[] { "Department", "LeadingGroup" }) await application.DecideAsync(stage, "Approve");

        Assert.Equal("Approved", await application.StatusAsync());
    }

    [Fact]
    public async Task Review_OfNewerCode_WaitsOutTheRollbackAndEnds()
    {
        await using var city = new VersionedCity("2.0");
        await city.InitializeAsync();
        var application = await city.SubmitAsync("Back and forward");
        Assert.Equal("2.0", city.VersionOf(application.Id, "District"));

        application = await city.DeployAsync("1.0", application);
        // Answers are taken meanwhile; the review looks at them when its code is back.
        await application.DecideAsync("District", "Approve");
        Assert.Empty(application.Asked("Department"));
        application = await city.DeployAsync("2.0", application);
        foreach (var stage in new[] { "Department", "LeadingGroup" }) await application.DecideAsync(stage, "Approve");

        Assert.Equal("Approved", await application.StatusAsync());
    }

    /// <summary>A city whose code has a version.</summary>
    private sealed class VersionedCity : CityUnderTest
    {
        public VersionedCity(string version) => Choose(version);

        /// <summary>Ends the host and starts it on the same data as code of another version.</summary>
        /// <returns>The application, as the people of the new host see it.</returns>
        public async Task<ApplicationUnderTest> DeployAsync(string version, ApplicationUnderTest application)
        {
            var now = Clock.GetUtcNow();
            await CloseAsync();
            Choose(version);
            await ReopenAsync(now);
            await SettleAsync();
            return new ApplicationUnderTest(this, Person("lin"), application.Id, ApplicationUnderTest.SpecialFund);
        }

        public string VersionOf(string application, string stage) =>
            App.Services.GetRequiredService<DurableEngine>().GetHistory(StageRequest.InstanceIdOf(application, 0, stage))!.Version;

        private void Choose(string version)
        {
            var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json"));
            Assert.Contains("\"defaultVersion\": \"1.0\"", text);
            var path = Path.Combine(Options.DataDirectory, $"host-{version}.json");
            File.WriteAllText(path, text.Replace("\"defaultVersion\": \"1.0\"", $"\"defaultVersion\": \"{version}\"", StringComparison.Ordinal));
            Options = Options with { HostJson = path };
        }
    }
}
