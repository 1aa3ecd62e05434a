using System.Globalization;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>Identity numbers of people who do not exist: the region is one that no place has had, so that no real person's number comes out.</summary>
static class InventedPeople
{
    const int DaysOfYear = 365;

    /// <param name="province">Two digits of the region.</param>
    /// <param name="region">The other four, given to no place.</param>
    /// <param name="ages">At least and at most.</param>
    /// <param name="serial">1 to 999; with another one it is another person.</param>
    /// <param name="today">The last day.</param>
    /// <param name="dice">His own.</param>
    public static string IdentityNumber(ProvincePlan province, string region, int[] ages, int serial, DateOnly today, ref Dice dice)
    {
        var birth = today.AddDays(-dice.Between(ages[0] * DaysOfYear + DaysOfYear, ages[1] * DaysOfYear));
        var digits = string.Create(CultureInfo.InvariantCulture, $"{province.Code}{region}{birth:yyyyMMdd}{serial:000}");
        return digits + Modules.Officers.Personal.IdentityNumber.CheckOf(digits);
    }
}
