package org.stepwise.kernel.api.directory;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What moving a unit would change, told before it is done by {@link Directory#move} (DIR-1). */
@ProviderType
public interface UnitMoves {
    /**
     * Finds out by doing it and taking it back, so what it tells is what a move at this moment does. Not inside a transaction.
     *
     * @throws org.stepwise.kernel.api.Invalid when it would form a cycle
     * @throws org.stepwise.kernel.api.Forbidden when the caller may not move the unit
     */
    Preview preview(long unit, long newParent);

    /**
     * @param parent unit above now, 0 for none
     * @param units that move, the unit itself among them
     * @param people with a position in one of them
     * @param superiors people who get another direct superior
     * @param gained pairs of a superior and somebody below that come to be
     * @param lost pairs that end
     * @param records of these units that the caller may see: whoever sees by branch, above there and here, sees other ones
     * @param segment another segment holds afterwards, and with it the wall around its records
     * @param opens what phases open to people of these units by their new place; of modules that the caller may know of
     * @param closes what they close
     */
    record Preview(
            long unit,
            long parent,
            long newParent,
            long units,
            long people,
            long superiors,
            long gained,
            long lost,
            long records,
            boolean segment,
            List<Reached> opens,
            List<Reached> closes) {}

    /**
     * A module for some of the people.
     *
     * @param address as a phase has it: {@code crm}, {@code crm/opportunities}, or {@code crm/} for its base alone
     */
    record Reached(String address, long people) {}
}
