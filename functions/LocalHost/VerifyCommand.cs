using FunctionsApp.Records.Log;
using FunctionsApp.Records.Verifying;

namespace LocalHost;

/// <summary><c>verify</c>: checks a dossier offline, by nothing but itself and the key of the log.</summary>
public static class VerifyCommand
{
    /// <returns>1 for a dossier that is not sound.</returns>
    /// <exception cref="FormatException">The key is none.</exception>
    /// <exception cref="LocalHostException">The file cannot be read.</exception>
    public static async Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellation)
    {
        var key = line.Key is { } text ? NoteVerifier.Parse(text) : null;
        try
        {
            await using var file = File.OpenRead(line.Operand!);
            var report = await VerifyDossier.RunAsync(file, key, cancellation);
            await output.WriteLineAsync($"{line.Operand}: {report.Outcome.English}");
            if (!report.IsSound) return 1;
            await output.WriteLineAsync((report.Proved is null ? VerifyTexts.NoProof : VerifyTexts.ProofOf(report)).English);
            return 0;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException(wrong.Message, wrong);
        }
    }
}
