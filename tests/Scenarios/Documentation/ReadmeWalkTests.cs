using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using LocalHost;

namespace Scenarios.Documentation;

/// <summary>The README's walk with curl, run by bash as it is written.</summary>
public sealed partial class ReadmeWalkTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static readonly string Root = Path.GetDirectoryName(CommandLine.LocalFolder())!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Walk_RunAsOneScript_EndsWithTheOfficersDecisionAndADraftedWarning()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The walk is written for a POSIX shell.");
        await using var host = new LocalHostProcess();
        await host.StartAsync(Cancellation);

        var (code, printed) = await RunAsync(Here(Walk(), host));

        Assert.True(code == 0, printed);
        Assert.All(["ApplicationDrafted", "DocumentAccepted", "ApplicationSubmitted", "StageOpened", "DecisionRecorded"], type =>
            Assert.Contains($"\"type\":\"{type}\"", printed, StringComparison.Ordinal));
        Assert.Contains("\"warningId\"", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("/problems/", printed, StringComparison.Ordinal);
    }

    /// <summary>Nothing but a shell, curl and what every POSIX system has.</summary>
    [Fact]
    public void Walk_NeedsNoOtherProgram() => Assert.DoesNotMatch(@"\b(jq|python3?|node|zip)\b", Walk());

    private static string Walk()
    {
        var readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        var section = readme[readme.IndexOf("\n## Try it with curl", StringComparison.Ordinal)..];
        return string.Join('\n', Block().Matches(section[..section.IndexOf("\n## ", 4, StringComparison.Ordinal)]).Select(
            block => block.Groups[1].Value));
    }

    /// <summary>The walk at a host whose port and folder are its own.</summary>
    private static string Here(string walk, LocalHostProcess host)
    {
        Assert.Contains("\napi=http://localhost:7071/api\n", $"\n{walk}", StringComparison.Ordinal);
        Assert.Contains("\nmails=.local/mail\n", walk, StringComparison.Ordinal);
        return walk
            .Replace("api=http://localhost:7071/api\n", $"api={host.BaseAddress}api\n", StringComparison.Ordinal)
            .Replace("mails=.local/mail\n", $"mails='{host.MailFolder}'\n", StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Printed)> RunAsync(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-eu"])
        {
            WorkingDirectory = Root, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var (output, errors) = (bash.StandardOutput.ReadToEndAsync(Cancellation), bash.StandardError.ReadToEndAsync(Cancellation));
        await bash.StandardInput.WriteAsync($"exec 2>&1\n{script}");
        bash.StandardInput.Close();
        try
        {
            await bash.WaitForExitAsync(Cancellation).WaitAsync(Limit, Cancellation);
        }
        catch (TimeoutException)
        {
            bash.Kill(entireProcessTree: true);
            throw new TimeoutException($"The walk did not end:{Environment.NewLine}{await output}");
        }

        return (bash.ExitCode, await output + await errors);
    }

    [GeneratedRegex(@"```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
