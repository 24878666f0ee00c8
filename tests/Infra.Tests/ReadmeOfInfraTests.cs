using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using App.Tests.Fixtures;
using FunctionsApp.Identity;

namespace Infra.Tests;

/// <summary>infra/README.md is held true: its tables are the templates', its sums are right, and what it names is there.</summary>
public partial class ReadmeOfInfraTests(Templates templates)
{
    private static readonly string Folder = Path.Combine(Repository.Root, "infra");
    private static readonly string Text = File.ReadAllText(Path.Combine(Folder, "README.md"));
    private static readonly string ParameterFile = File.ReadAllText(Path.Combine(Folder, "main.bicepparam"));

    [Fact]
    public void Parameters_AreThoseOfTheTemplate() => Assert.Equal(
        templates.Compiled["main.bicep"]["parameters"]!.AsObject().Select(parameter =>
            $"| `{parameter.Key}` | {Default(parameter.Value!["defaultValue"])} | {parameter.Value["metadata"]!["description"]!.GetValue<string>()} |"),
        Section("## Parameters").Split("\nFurther tables")[0].Split('\n').Where(line => ParameterRow().IsMatch(line)));

    [Fact]
    public void Variables_AreThoseOfTheParameterFile()
    {
        var read = Variable().Matches(ParameterFile).Select(match => match.Groups[1].Value).Distinct().Order();
        var named = VariableRow().Matches(Section("## Deploying")).SelectMany(row => Name().Matches(row.Groups[1].Value)).Select(match => match.Groups[1].Value).Order();

        Assert.Equal(read, named);
    }

    [Fact]
    public void Costs_AddUp()
    {
        var section = Section("## What it costs");
        var monthly = CostRow().Matches(section);
        Assert.True(monthly.Count >= 10);
        foreach (Match row in monthly)
        {
            Assert.Equal(Cost(row.Groups[2].Value, row.Groups[4].Value, row.Groups[5].Value), Number(row.Groups[6].Value));
            Assert.Equal(Cost(row.Groups[3].Value, row.Groups[4].Value, row.Groups[5].Value), Number(row.Groups[7].Value));
        }

        var total = TotalRow().Match(section);
        Assert.Equal(monthly.Sum(row => Number(row.Groups[6].Value)), Number(total.Groups[1].Value));
        Assert.Equal(monthly.Sum(row => Number(row.Groups[7].Value)), Number(total.Groups[2].Value));
        Assert.All(ExtraRow().Matches(section), row => Assert.Equal(Cost(row.Groups[2].Value, row.Groups[3].Value, row.Groups[4].Value), Number(row.Groups[5].Value)));
    }

    [Fact]
    public void Files_ThatItNames_AreThere() => Assert.All(
        FileName().Matches(Text).Select(match => match.Groups[1].Value).Distinct(),
        file => Assert.True(
            new[] { Folder, Repository.Root }.Any(root => File.Exists(Path.Combine(root, file)) || Directory.Exists(Path.Combine(root, file)) || File.Exists(Path.Combine(root, $"{file}.sh"))),
            file));

    [Fact]
    public void Outputs_ThatItAsksFor_AreThere() => Assert.All(
        Output().Matches(Text).Select(match => match.Groups[1].Value).Where(output => output != "AZURE_TENANT_ID"),
        output => Assert.Contains(templates.Compiled["main.bicep"]["outputs"]!.AsObject(), known => known.Key == output));

    [Fact]
    public void Alerts_EachHaveAWayOn() => Assert.All(
        templates.Deployment("dev").Of("Microsoft.Insights/metricAlerts").Concat(templates.Deployment("dev").Of("Microsoft.Insights/scheduledQueryRules")).Select(Deployment.Name),
        name => Assert.Matches($"\\| `{name.Split('-', 2)[1][..^14]}` \\|", Text));

    [Fact]
    public void Roles_OfTheRegistration_AreThoseOfTheApp() => Assert.Equal(
        Enum.GetNames<Role>(),
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "app-roles.json")))!.AsArray().Select(role => role!["value"]!.GetValue<string>()));

    [Fact]
    public void Hooks_AreThoseOfAzd()
    {
        var azure = File.ReadAllText(Path.Combine(Folder, "azure.yaml"));

        Assert.All(Directory.EnumerateFiles(Path.Combine(Folder, "hooks")), hook => Assert.Contains($"run: hooks/{Path.GetFileName(hook)}", azure, StringComparison.Ordinal));
    }

    private static string Default(JsonNode? value) => value switch
    {
        null => "—",
        JsonObject { Count: > 0 } => "see main.bicep",
        _ => $"`{value.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })}`",
    };

    private static string Section(string heading)
    {
        var start = Text.IndexOf($"{heading}\n", StringComparison.Ordinal);
        var end = Text.IndexOf("\n## ", start + heading.Length, StringComparison.Ordinal);
        return Text[start..(end < 0 ? Text.Length : end)];
    }

    private static decimal Cost(string quantity, string price, string per) => Math.Round(Number(quantity) / Number(per) * Number(price), 2, MidpointRounding.AwayFromZero);

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| `\w+` \|")]
    private static partial Regex ParameterRow();

    [GeneratedRegex(@"readEnvironmentVariable\('(\w+)'")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^\| ((?:`[A-Z_]+`(?:, )?)+) \|", RegexOptions.Multiline)]
    private static partial Regex VariableRow();

    [GeneratedRegex("`([A-Z_]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\| ([^|]+) \| ([\d.,]+) \| ([\d.,]+) \| ([\d.,]+) \| ([\d.,]+) \| ([\d.,]+) \| ([\d.,]+) \|$", RegexOptions.Multiline)]
    private static partial Regex CostRow();

    [GeneratedRegex(@"^\| \*\*together\*\* \| \| \| \| \| \*\*([\d.,]+)\*\* \| \*\*([\d.,]+)\*\* \|$", RegexOptions.Multiline)]
    private static partial Regex TotalRow();

    [GeneratedRegex(@"^\| ([^|]+) \| ([\d.,]+) \| ([\d.,]+) \| ([\d.,]+) \| ([\d.,]+) \|$", RegexOptions.Multiline)]
    private static partial Regex ExtraRow();

    [GeneratedRegex(@"`((?:\.github|tests|hooks|modules)/[\w./-]+|[\w-]+\.(?:bicep|bicepparam|json|yaml))`")]
    private static partial Regex FileName();

    [GeneratedRegex(@"azd env get-value (\w+)")]
    private static partial Regex Output();
}
