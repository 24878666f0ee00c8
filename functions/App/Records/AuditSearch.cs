using System.Globalization;
using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Records;

/// <summary>What is looked for among the applications of a year; null for any.</summary>
/// <param name="Name">A part of the organisation's name when it drafted.</param>
public sealed record AuditSearch(
    int Year, string? Programme, ApplicationStatus? Status, string? District, CreditCode? Organisation, string? Name = null)
{
    /// <summary>Lines that a page shows, if so many are found.</summary>
    public const int PageSize = 50;

    /// <summary>Lines that are read at once.</summary>
    private const int Reading = 200;

    /// <summary>Readings of a page at most, however few lines they give.</summary>
    private const int MaxReadings = 5;

    /// <summary>By the address; what it cannot be is left out.</summary>
    /// <exception cref="ProblemException">invalid-credit-code.</exception>
    public static AuditSearch Of(IQueryCollection query, DateOnly today) => new(
        int.TryParse(query["year"], NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 9999
            ? year
            : today.Year,
        Given(query["programme"]),
        EnumByName.Find<ApplicationStatus>(query["status"]),
        Given(query["district"]),
        Given(query["organisation"]) is { } code ? CreditCode.Parse(code) : null,
        Given(query["name"]));

    /// <summary>The lines that fit and that the caller may see. The cursor is null after the last.</summary>
    /// <exception cref="ProblemException">bad-cursor.</exception>
    public Task<Page<YearLine>> ReadAsync(Lists lists, Caller caller, string? cursor, CancellationToken cancellation) =>
        lists.FindPageAsync(
            ApplicationIndex.OfYear, ApplicationIndex.Year(Year), cursor,
            line => Fits(line) && ApplicationAccess.MaySee(caller, line.Organisation, line.Status, Right.Application),
            PageSize, Reading, MaxReadings, cancellation);

    /// <summary>Whether the line is one of those that are looked for.</summary>
    public bool Fits(YearLine line) => (Programme is null || line.Programme == Programme) && (Status is null || line.Status == Status)
        && (District is null || line.District == District) && (Organisation is null || line.Organisation == Organisation.Value)
        && (Name is null || line.Name?.Contains(Name, StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>The address of the same search.</summary>
    /// <param name="cursor">Of the next page; null for the first.</param>
    public string Address(string? cursor = null) => PageAddress.Of(
        "/audit", ("year", $"{Year}"), ("programme", Programme), ("status", Status?.ToString()), ("district", District),
        ("organisation", Organisation?.Value), ("name", Name), ("cursor", cursor));

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
