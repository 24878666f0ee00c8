using Benchmarks;
using Benchmarks.Alerts;
using Benchmarks.Durable;
using Benchmarks.Fuzzing;
using LocalHost;

const string usage = """
    dotnet run -c Release --project tests/Benchmarks -- reviews [--count <n>] [--clients <n>]
    dotnet run -c Release --project tests/Benchmarks -- programmes [--count <n>]
    dotnet run -c Release --project tests/Benchmarks -- upload [--megabytes <n>] [--count <n>]
    dotnet run -c Release --project tests/Benchmarks -- documents [--small <n>] [--rounds <n>]
    dotnet run -c Release --project tests/Benchmarks -- pages [--count <n>]
    dotnet run -c Release --project tests/Benchmarks -- duplicates [--texts <n>] [--submissions <n>]
    dotnet run -c Release --project tests/Benchmarks -- assign [--applications <n>] [--experts <n>] [--seats <n>]
    dotnet run -c Release --project tests/Benchmarks -- lists [--count <n>] [--samples <n>]
    dotnet run -c Release --project tests/Benchmarks -- statistics [--rows <n>] [--reports <n>]
    dotnet run -c Release --project tests/Benchmarks -- alerts [--subscribers <n>] [--backlog <n>]
    dotnet run -c Release --project tests/Benchmarks -- records [--facts <n>] [--heads <n>]
    dotnet run -c Release --project tests/Benchmarks -- durable [--instances <n>] [--starters <n>] [--waiting <n>]
    dotnet run -c Release --project tests/Benchmarks -- fuzz <parser> [--seconds <n>] [--seed <n>]

      reviews   applications from draft to approval over HTTP; 200 of them by 8 applicants at once, if not given
      programmes  every programme from draft to decision, 3 times each, if not given; fails over 60 actions of a special fund
      upload    files at once, one of 95 MiB (the limit) if not given, to LocalHost in a process of its own
      documents  1000 small documents, and 5 of 10 MiB and of 1 GiB, if not given, until they are accepted, beside the SDK's upload
      pages     every page that readers reach by links, 100 times each, if not given; fails over 50 ms at p95 or 100 KiB
      duplicates  a submission against 100000 earlier texts, 100 times, half of them rewritten copies, if not given
      assign    the panels of a call together: 5000 applications, 500 experts, 3 each, if not given; fails over 60 s
      lists     a page of lists of 1000, 10000 … lines, up to 1000000, if not given; fails over 1.2 times at p95
      statistics  1000000 rows of report files beside CsvHelper alone, and corrections among 10, 100 … 1000 reports, if not
                  given; fails over twice the bare reading, or where a correction costs more the more reports there are
      alerts    a warning to 1000, 10000 … subscribers, up to 100000, beside as many plain sends, and a Red one behind 1000000 letters of
                digests, if not given; fails over 1.5 times the plain sends, over 5 s at p99, or where a letter comes twice
      records   100000 facts sealed and verified, the root of 1000000 chains, proofs, if not given; fails over the aims that it prints
      durable   the durable engine alone: 2000 instances by 64 starters and 100000 waiting, if not given
      fuzz      a parser, 60 seconds if not given; writes what it finds to artifacts/fuzz/found; one that is not known names all

    Results are printed and written to artifacts/bench/<benchmark>.json. Exit code 0: all went as it should.
    """;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

try
{
    return args switch
    {
        [HostProcess.LargeDocuments, .. var line] => await HostProcess.ServeLargeDocumentsAsync(line, stop.Token),
        ["reviews", .. var options] when Numbers(options, "--count", "--clients") is var given =>
            await ReviewsBenchmark.RunAsync(given.GetValueOrDefault("--count", 200), given.GetValueOrDefault("--clients", 8), stop.Token),
        ["programmes", .. var options] when Numbers(options, "--count") is var given =>
            await ProgrammesBenchmark.RunAsync(given.GetValueOrDefault("--count", 3), stop.Token),
        ["upload", .. var options] when Numbers(options, "--megabytes", "--count") is var given =>
            await UploadBenchmark.RunAsync(given.GetValueOrDefault("--megabytes", 95), given.GetValueOrDefault("--count", 1), stop.Token),
        ["documents", .. var options] when Numbers(options, "--small", "--rounds") is var given => await DocumentsBenchmark.RunAsync(
            given.GetValueOrDefault("--small", 1_000), given.GetValueOrDefault("--rounds", 5), stop.Token),
        ["pages", .. var options] when Numbers(options, "--count") is var given =>
            await PagesBenchmark.RunAsync(given.GetValueOrDefault("--count", 100), stop.Token),
        ["duplicates", .. var options] when Numbers(options, "--texts", "--submissions") is var given =>
            await DuplicatesBenchmark.RunAsync(
                given.GetValueOrDefault("--texts", 100_000), given.GetValueOrDefault("--submissions", 100), stop.Token),
        ["assign", .. var options] when Numbers(options, "--applications", "--experts", "--seats") is var given => AssignBenchmark.Run(
            given.GetValueOrDefault("--applications", 5_000), given.GetValueOrDefault("--experts", 500), given.GetValueOrDefault("--seats", 3)),
        ["lists", .. var options] when Numbers(options, "--count", "--samples") is var given => await ListsBenchmark.RunAsync(
            given.GetValueOrDefault("--count", 1_000_000), given.GetValueOrDefault("--samples", 2_000), stop.Token),
        ["statistics", .. var options] when Numbers(options, "--rows", "--reports") is var given => await StatisticsBenchmark.RunAsync(
            given.GetValueOrDefault("--rows", 1_000_000), given.GetValueOrDefault("--reports", 1_000), stop.Token),
        ["alerts", .. var options] when Numbers(options, "--subscribers", "--backlog") is var given => await AlertsBenchmark.RunAsync(
            given.GetValueOrDefault("--subscribers", 100_000), given.GetValueOrDefault("--backlog", 1_000_000), stop.Token),
        ["records", .. var options] when Numbers(options, "--facts", "--heads") is var given =>
            await RecordsBenchmark.RunAsync(given.GetValueOrDefault("--facts", 100_000), given.GetValueOrDefault("--heads", 1_000_000)),
        ["durable", .. var options] when Numbers(options, "--instances", "--starters", "--waiting") is var given => await DurableBenchmark.RunAsync(
            given.GetValueOrDefault("--instances", 2_000), given.GetValueOrDefault("--starters", 64), given.GetValueOrDefault("--waiting", 100_000), stop.Token),
        ["fuzz", var parser, .. var options] when Numbers(options, "--seconds", "--seed") is var given => await FuzzCommand.RunAsync(
            parser, given.GetValueOrDefault("--seconds", 60), given.GetValueOrDefault("--seed", 1), stop.Token),
        _ => throw new FormatException("Which benchmark?"),
    };
}
catch (FormatException wrong)
{
    Console.Error.WriteLine($"{wrong.Message}{Environment.NewLine}{Environment.NewLine}{usage}");
    return 2;
}
catch (LocalHostException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}

static Dictionary<string, int> Numbers(string[] words, params string[] known)
{
    var numbers = new Dictionary<string, int>();
    foreach (var pair in words.Chunk(2))
    {
        if (!known.Contains(pair[0])) throw new FormatException($"Unknown argument {pair[0]}.");
        if (pair.Length < 2 || !int.TryParse(pair[1], out var number) || number < 1) throw new FormatException($"{pair[0]} needs a whole number of 1 or more.");
        numbers[pair[0]] = number;
    }

    return numbers;
}
