using System.ComponentModel.DataAnnotations;

namespace FunctionsApp.City;

/// <summary>When operators are reminded of the calendar. Bound from <c>City</c>.</summary>
public sealed class CityOptions
{
    /// <summary>Days before a year begins from which its missing holiday notice is reported, 1–366. Default 90.</summary>
    [Range(1, 366)] public int NoticeDays { get; init; } = 90;
}
