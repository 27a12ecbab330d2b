<?php

namespace Dice;

final class Die6
{
    public function throw(): int
    {
        return random_int(1, 6);
    }
}
