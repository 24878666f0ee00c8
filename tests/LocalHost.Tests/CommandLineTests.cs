using App.Tests.Documentation;
using App.Tests.Fixtures;
using LocalHost.Demo;
using LocalHost.Telemetry;

namespace LocalHost.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Usage_InTheReadme_IsTheProgramsOwn()
    {
        var readme = Path.Combine(Repository.Root, "functions", "LocalHost", "README.md");

        new MarkdownBlock(readme, "usage").Hold($"```text\n{CommandLine.Usage}\n```");
    }

    [Fact]
    public void Parse_Nothing_RunsOnTheStandardPorts()
    {
        var line = CommandLine.Parse([]);
        var options = RunCommand.Options(line);

        Assert.Equal(("run", TelemetryTarget.None), (line.Command, line.Telemetry));
        Assert.Equal((7071, 10000, 10001, 10002), (
            options.HttpPort, options.Azurite!.BlobPort, options.Azurite.QueuePort, options.Azurite.TablePort));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(5, "--applications", "5")]
    [InlineData(200, "--applications", "200")]
    public void Parse_DemoOfACall_HasItsProgrammeAndNumber(int expected, params string[] words)
    {
        var line = CommandLine.Parse(["demo", "--call", "special-fund-rd", .. words]);

        Assert.Equal(("special-fund-rd", expected), (line.Call, line.Applications));
    }

    [Fact]
    public void Parse_Demo_TakesItsOwnOptionsInAnyOrder()
    {
        var line = CommandLine.Parse(["demo", "--exit", "--port", "0", "--warning", "--telemetry", "otlp"]);

        Assert.Equal(("demo", 0, true, true, TelemetryTarget.Otlp), (line.Command, line.Port, line.Exit, line.Warning, line.Telemetry));
    }

    [Theory]
    [InlineData(7071)]
    [InlineData(0, "--exit")]
    [InlineData(7100, "--port", "7100")]
    [InlineData(7100, "--exit", "--port", "7100")]
    public void Demo_Port_IsTheOneThatWasGiven(int expected, params string[] words)
    {
        var data = Directory.CreateTempSubdirectory("localhost-test-");
        var options = DemoCommand.Options(CommandLine.Parse(["demo", "--data", data.FullName, .. words]));
        data.Delete(recursive: true);

        Assert.Equal(expected, options.HttpPort);
    }

    [Fact]
    public void Demo_AzuritePort_IsTheOneThatWasGiven()
    {
        var data = Directory.CreateTempSubdirectory("localhost-test-");
        var options = DemoCommand.Options(CommandLine.Parse(["demo", "--data", data.FullName, "--azurite-port", "11000"]));
        data.Delete(recursive: true);

        Assert.Equal((11000, 11002), (options.Azurite!.BlobPort, options.Azurite.TablePort));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public void Parse_Help_AsksForTheUsage(string word) => Assert.Equal("help", CommandLine.Parse([word]).Command);

    [Theory]
    [InlineData("Unknown argument --exit.", "--exit")]
    [InlineData("demo --call nothing is not known: special-fund-rd.", "demo", "--call", "nothing")]
    [InlineData("4 is not a number of applications from 5 to 200.", "demo", "--call", "special-fund-rd", "--applications", "4")]
    [InlineData("Unknown argument --applications.", "demo", "--applications", "5")]
    [InlineData("Unknown argument demo.", "--port", "1", "demo")]
    [InlineData("--port needs a value.", "--port")]
    [InlineData("history purge is not known.", "history", "purge")]
    [InlineData("history export needs an instance.", "history", "export")]
    [InlineData("history replay needs a folder.", "history", "replay", "--data", "here")]
    public void Parse_WrongWords_SaysWhichAndWhy(string expected, params string[] words) =>
        Assert.Equal(expected, Assert.Throws<FormatException>(() => CommandLine.Parse(words)).Message);

    [Theory]
    [InlineData("--port", "65536")]
    [InlineData("--port", "-1")]
    [InlineData("--port", "web")]
    [InlineData("--azurite-port", "65534")]
    [InlineData("--azurite-port", "0")]
    [InlineData("--telemetry", "file")]
    public void Parse_ImpossibleValue_NamesIt(string option, string value) =>
        Assert.Contains(value, Assert.Throws<FormatException>(() => CommandLine.Parse([option, value])).Message);
}
